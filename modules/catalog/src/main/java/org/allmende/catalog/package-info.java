/// The use cases, and the ports they need: receiving, publishing, importing, browsing. No disk, no
/// clock and no socket but behind a port.
@NullMarked
package org.allmende.catalog;

import org.jspecify.annotations.NullMarked;
