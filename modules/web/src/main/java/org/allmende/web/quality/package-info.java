/// How good descriptions are, and repairing them.
@NullMarked
package org.allmende.web.quality;

import org.jspecify.annotations.NullMarked;
