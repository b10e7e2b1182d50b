/// Datasets of other catalogues: what is fetched, what of it is new, and what came of it.
@NullMarked
package org.allmende.catalog.harvest;

import org.jspecify.annotations.NullMarked;
