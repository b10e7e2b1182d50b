/// Whether the addresses in descriptions answer.
@NullMarked
package org.allmende.catalog.links;

import org.jspecify.annotations.NullMarked;
