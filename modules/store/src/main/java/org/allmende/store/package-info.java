/// Keeps the truth: the graphs in TDB2, the files, the count of changes.
@NullMarked
package org.allmende.store;

import org.jspecify.annotations.NullMarked;
