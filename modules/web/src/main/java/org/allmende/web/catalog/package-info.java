/// The catalogue as a whole: its graph, the map of the site, tenants and sources.
@NullMarked
package org.allmende.web.catalog;

import org.jspecify.annotations.NullMarked;
