/// How good descriptions are, over time, and what would make them better.
@NullMarked
package org.allmende.catalog.quality;

import org.jspecify.annotations.NullMarked;
