/// The functions of GeoSPARQL on geometries that stand in literals.
@NullMarked
package org.allmende.sparql.geo;

import org.jspecify.annotations.NullMarked;
