@NullMarked
package org.allmende.sparql;

import org.jspecify.annotations.NullMarked;
