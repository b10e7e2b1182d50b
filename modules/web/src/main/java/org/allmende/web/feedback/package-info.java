/// The way from a reader to the office whose data it is.
@NullMarked
package org.allmende.web.feedback;

import org.jspecify.annotations.NullMarked;
