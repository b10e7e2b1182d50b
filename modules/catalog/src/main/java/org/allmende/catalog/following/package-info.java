/// How a second node follows the first, and takes over from it.
@NullMarked
package org.allmende.catalog.following;

import org.jspecify.annotations.NullMarked;
