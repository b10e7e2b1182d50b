/// The same done to many datasets, each by itself.
@NullMarked
package org.allmende.catalog.bulk;

import org.jspecify.annotations.NullMarked;
