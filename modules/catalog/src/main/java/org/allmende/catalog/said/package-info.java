/// What people and programs say about their data, read from JSON.
@NullMarked
package org.allmende.catalog.said;

import org.jspecify.annotations.NullMarked;
