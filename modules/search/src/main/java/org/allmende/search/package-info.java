/// Finds datasets: a Lucene index that follows the store.
@NullMarked
package org.allmende.search;

import org.jspecify.annotations.NullMarked;
