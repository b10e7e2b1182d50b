/// The rows of published tables as graphs of SPARQL: patterns about them become passes over
/// columns.
@NullMarked
package org.allmende.sparql.tables;

import org.jspecify.annotations.NullMarked;
