@NullMarked
package org.allmende.bench.abuse;

import org.jspecify.annotations.NullMarked;
