/// Where a table begins and ends among its records, and what all its columns hold.
@NullMarked
package org.allmende.intake.tables;

import org.jspecify.annotations.NullMarked;
