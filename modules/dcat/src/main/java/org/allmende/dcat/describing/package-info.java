/// Makes a description of a draft: decides what is said, and says it in triples.
@NullMarked
package org.allmende.dcat.describing;

import org.jspecify.annotations.NullMarked;
