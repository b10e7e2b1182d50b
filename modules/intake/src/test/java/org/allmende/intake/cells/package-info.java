@NullMarked
package org.allmende.intake.cells;

import org.jspecify.annotations.NullMarked;
