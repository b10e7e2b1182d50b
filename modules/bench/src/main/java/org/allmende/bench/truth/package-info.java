/// Lets many read what few write, and looks whether anybody is told something that is not so.
@NullMarked
package org.allmende.bench.truth;

import org.jspecify.annotations.NullMarked;
