@NullMarked
package org.allmende.store.s3;

import org.jspecify.annotations.NullMarked;
