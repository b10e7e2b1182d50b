/// Tests of the store.
@NullMarked
package org.allmende.store;

import org.jspecify.annotations.NullMarked;
