@NullMarked
package org.allmende.bench.capacity;

import org.jspecify.annotations.NullMarked;
