@NullMarked
package org.allmende.bench.truth;

import org.jspecify.annotations.NullMarked;
