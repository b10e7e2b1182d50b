/// Reckons from measured figures what an installation of some size needs, and simulates its busiest
/// minutes.
@NullMarked
package org.allmende.bench.capacity;

import org.jspecify.annotations.NullMarked;
