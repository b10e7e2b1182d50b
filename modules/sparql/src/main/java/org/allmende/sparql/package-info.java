/// Guards and answers SPARQL: columns that follow the store.
@NullMarked
package org.allmende.sparql;

import org.jspecify.annotations.NullMarked;
