@NullMarked
package org.allmende.intake.tables;

import org.jspecify.annotations.NullMarked;
