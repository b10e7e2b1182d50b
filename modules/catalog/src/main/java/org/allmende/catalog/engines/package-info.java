/// Servers of the operator's that do part of the work.
@NullMarked
package org.allmende.catalog.engines;

import org.jspecify.annotations.NullMarked;
