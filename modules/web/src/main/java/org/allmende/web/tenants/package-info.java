/// Tenants themselves: who there is, what they say of themselves, how they look, and new ones.
@NullMarked
package org.allmende.web.tenants;

import org.jspecify.annotations.NullMarked;
