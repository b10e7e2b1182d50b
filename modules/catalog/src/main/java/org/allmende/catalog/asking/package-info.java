/// The ports to the projections that answer: search, SPARQL, rows.
@NullMarked
package org.allmende.catalog.asking;

import org.jspecify.annotations.NullMarked;
