/// Bytes that are bred until they reach code that no others have reached.
@NullMarked
package org.allmende.bench.fuzz;

import org.jspecify.annotations.NullMarked;
