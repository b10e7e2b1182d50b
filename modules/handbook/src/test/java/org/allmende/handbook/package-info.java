@NullMarked
package org.allmende.handbook;

import org.jspecify.annotations.NullMarked;
