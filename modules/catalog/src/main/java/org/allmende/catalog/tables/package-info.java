/// What is known of the tables in a dataset: as they were read, cleaned, and compared.
@NullMarked
package org.allmende.catalog.tables;

import org.jspecify.annotations.NullMarked;
