/// Geometries, reference systems and where rows are on a map.
@NullMarked
package org.allmende.intake.geometry;

import org.jspecify.annotations.NullMarked;
