/// Compares what the program is made of with what is known to be weak.
@NullMarked
package org.allmende.bench.advisories;

import org.jspecify.annotations.NullMarked;
