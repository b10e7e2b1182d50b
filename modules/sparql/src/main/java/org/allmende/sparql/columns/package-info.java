/// Everything published as sorted columns of numbers in mapped files: the projection SPARQL reads.
@NullMarked
package org.allmende.sparql.columns;

import org.jspecify.annotations.NullMarked;
