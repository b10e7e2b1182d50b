@NullMarked
package org.allmende.search;

import org.jspecify.annotations.NullMarked;
