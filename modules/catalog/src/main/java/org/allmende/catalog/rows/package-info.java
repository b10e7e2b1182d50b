/// The rows of published tables as RDF: which graph is which table, and the port through which its
/// columns are read.
@NullMarked
package org.allmende.catalog.rows;

import org.jspecify.annotations.NullMarked;
