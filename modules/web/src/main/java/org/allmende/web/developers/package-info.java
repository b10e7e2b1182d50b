/// The page for those who write programs: every way to ask, by lines that can be copied and run.
@NullMarked
package org.allmende.web.developers;

import org.jspecify.annotations.NullMarked;
