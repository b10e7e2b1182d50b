@NullMarked
package org.allmende.intake.columns;

import org.jspecify.annotations.NullMarked;
