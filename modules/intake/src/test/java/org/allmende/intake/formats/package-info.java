@NullMarked
package org.allmende.intake.formats;

import org.jspecify.annotations.NullMarked;
