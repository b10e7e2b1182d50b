/// Properties and classes that a query asks for and nothing has: which ones may have been meant.
@NullMarked
package org.allmende.sparql.words;

import org.jspecify.annotations.NullMarked;
