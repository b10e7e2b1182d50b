@NullMarked
package org.allmende.intake.files;

import org.jspecify.annotations.NullMarked;
