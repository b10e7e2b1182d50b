/// A tenant with everything it owns, in one file: out of one installation and into another.
@NullMarked
package org.allmende.catalog.moving;

import org.jspecify.annotations.NullMarked;
