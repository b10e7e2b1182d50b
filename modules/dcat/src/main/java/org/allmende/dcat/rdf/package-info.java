/// Reads and writes RDF in all its serialisations, also where it does not fit into memory.
@NullMarked
package org.allmende.dcat.rdf;

import org.jspecify.annotations.NullMarked;
