/// What a person asks to be gone, and what there is to know of it wherever it was kept.
@NullMarked
package org.allmende.catalog.erasing;

import org.jspecify.annotations.NullMarked;
