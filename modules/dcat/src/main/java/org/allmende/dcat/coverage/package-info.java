/// Which places and which time a dataset is about, and how often it changes.
@NullMarked
package org.allmende.dcat.coverage;

import org.jspecify.annotations.NullMarked;
