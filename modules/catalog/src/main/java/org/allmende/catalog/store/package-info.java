/// What is kept, and the ports to where it is kept: datasets with their versions and changes,
/// files, and what is derived of them.
@NullMarked
package org.allmende.catalog.store;

import org.jspecify.annotations.NullMarked;
