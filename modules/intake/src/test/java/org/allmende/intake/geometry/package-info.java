@NullMarked
package org.allmende.intake.geometry;

import org.jspecify.annotations.NullMarked;
