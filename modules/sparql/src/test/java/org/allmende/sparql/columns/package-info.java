@NullMarked
package org.allmende.sparql.columns;

import org.jspecify.annotations.NullMarked;
