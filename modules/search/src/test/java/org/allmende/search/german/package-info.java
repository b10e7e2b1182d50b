@NullMarked
package org.allmende.search.german;

import org.jspecify.annotations.NullMarked;
