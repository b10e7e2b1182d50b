/// Processes tabular data as [CSV on the Web](https://www.w3.org/TR/tabular-data-model/) has it:
/// locates and reads metadata, annotates tables row by row, checks them, and converts them to
/// [RDF](https://www.w3.org/TR/csv2rdf/) and [JSON](https://www.w3.org/TR/csv2json/).
@org.jspecify.annotations.NullMarked
package org.allmende.intake.csvw;
