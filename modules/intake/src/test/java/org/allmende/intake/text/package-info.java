@NullMarked
package org.allmende.intake.text;

import org.jspecify.annotations.NullMarked;
