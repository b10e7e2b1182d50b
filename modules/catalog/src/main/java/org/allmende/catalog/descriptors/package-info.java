/// Documents that come along with files and describe them: our own, CSVW, data packages.
@NullMarked
package org.allmende.catalog.descriptors;

import org.jspecify.annotations.NullMarked;
