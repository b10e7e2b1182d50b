/// Writes what SPARQL answers: rows, truths and triples, as a stream of bytes.
@NullMarked
package org.allmende.sparql.results;

import org.jspecify.annotations.NullMarked;
