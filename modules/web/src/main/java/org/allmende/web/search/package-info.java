/// Searching: results as pages, as JSON and as feeds, and the page where people begin.
@NullMarked
package org.allmende.web.search;

import org.jspecify.annotations.NullMarked;
