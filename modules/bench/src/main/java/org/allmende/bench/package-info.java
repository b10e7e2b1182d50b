/// Measures speed and memory beside a peer.
@NullMarked
package org.allmende.bench;

import org.jspecify.annotations.NullMarked;
