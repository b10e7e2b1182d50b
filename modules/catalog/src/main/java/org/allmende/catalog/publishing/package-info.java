/// The main path: receive, read, describe, check, publish; one upload or a whole folder.
@NullMarked
package org.allmende.catalog.publishing;

import org.jspecify.annotations.NullMarked;
