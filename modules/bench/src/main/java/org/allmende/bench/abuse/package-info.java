/// Sends everything that is known to break such programs to one process, and looks whether it still
/// stands.
@NullMarked
package org.allmende.bench.abuse;

import org.jspecify.annotations.NullMarked;
