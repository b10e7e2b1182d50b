/// What there is, for everybody who reads: datasets, their descriptions, lists of them.
@NullMarked
package org.allmende.catalog.browsing;

import org.jspecify.annotations.NullMarked;
