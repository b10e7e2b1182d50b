/// Pages whose words are the operator's or a tenant's own: who is responsible, how data about
/// persons are treated, how accessible the portal is, what it is in plain words.
@NullMarked
package org.allmende.web.texts;

import org.jspecify.annotations.NullMarked;
