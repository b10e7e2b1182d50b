/// What stands around the answers: the frame of the pages, their assets, the documents of problems
/// and the description of the interface.
@NullMarked
package org.allmende.web.frame;

import org.jspecify.annotations.NullMarked;
