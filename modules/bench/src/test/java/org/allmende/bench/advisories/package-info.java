@NullMarked
package org.allmende.bench.advisories;

import org.jspecify.annotations.NullMarked;
