/// Keeps the original bytes in a store that speaks S3.
@NullMarked
package org.allmende.store.s3;

import org.jspecify.annotations.NullMarked;
