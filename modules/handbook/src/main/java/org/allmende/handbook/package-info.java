/// The documentation, and the tests that hold it to the code.
@NullMarked
package org.allmende.handbook;

import org.jspecify.annotations.NullMarked;
