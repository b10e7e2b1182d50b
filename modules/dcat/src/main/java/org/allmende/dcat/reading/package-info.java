/// Reads descriptions, ours or harvested, into plain values.
@NullMarked
package org.allmende.dcat.reading;

import org.jspecify.annotations.NullMarked;
