/// How a tenant looks: colours that everybody can read, and a crest that can do no harm.
@NullMarked
package org.allmende.catalog.look;

import org.jspecify.annotations.NullMarked;
