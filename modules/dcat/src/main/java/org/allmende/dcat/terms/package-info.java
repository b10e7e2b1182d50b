/// The names of things in RDF: properties, classes, codes and addresses, and what stands in our
/// tables.
@NullMarked
package org.allmende.dcat.terms;

import org.jspecify.annotations.NullMarked;
