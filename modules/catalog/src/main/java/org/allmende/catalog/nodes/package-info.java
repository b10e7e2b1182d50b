/// Searches other installations as well.
@NullMarked
package org.allmende.catalog.nodes;

import org.jspecify.annotations.NullMarked;
