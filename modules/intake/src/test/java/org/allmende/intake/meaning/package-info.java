@NullMarked
package org.allmende.intake.meaning;

import org.jspecify.annotations.NullMarked;
