/// What readers write to an office about its data.
@NullMarked
package org.allmende.catalog.feedback;

import org.jspecify.annotations.NullMarked;
