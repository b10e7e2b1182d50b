/// What the cells of a column are together: its type, its profile, what is odd about it.
@NullMarked
package org.allmende.intake.columns;

import org.jspecify.annotations.NullMarked;
