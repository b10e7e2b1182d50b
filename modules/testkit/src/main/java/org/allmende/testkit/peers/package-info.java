/// Other people's servers, for tests that need real ones.
@NullMarked
package org.allmende.testkit.peers;

import org.jspecify.annotations.NullMarked;
