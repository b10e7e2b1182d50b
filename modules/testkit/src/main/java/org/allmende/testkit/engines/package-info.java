/// Other people's servers, started for tests.
@NullMarked
package org.allmende.testkit.engines;

import org.jspecify.annotations.NullMarked;
