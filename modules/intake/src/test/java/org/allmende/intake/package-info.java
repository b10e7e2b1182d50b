@NullMarked
package org.allmende.intake;

import org.jspecify.annotations.NullMarked;
