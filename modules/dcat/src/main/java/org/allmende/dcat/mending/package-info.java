/// Finds what is missing or wrong in a description and could be repaired, and repairs it.
@NullMarked
package org.allmende.dcat.mending;

import org.jspecify.annotations.NullMarked;
