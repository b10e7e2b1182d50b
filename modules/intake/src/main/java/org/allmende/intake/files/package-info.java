/// What holds for files of any kind: names, archives, bounds, what is noticed about them.
@NullMarked
package org.allmende.intake.files;

import org.jspecify.annotations.NullMarked;
