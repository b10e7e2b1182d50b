/// What a single cell may be: number, date, sign of a person, a place, an account.
@NullMarked
package org.allmende.intake.cells;

import org.jspecify.annotations.NullMarked;
