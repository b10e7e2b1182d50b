@NullMarked
package org.allmende.app;

import org.jspecify.annotations.NullMarked;
