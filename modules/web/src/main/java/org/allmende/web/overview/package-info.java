/// Pages about whole groups of datasets: those of a tenant, those of a theme.
@NullMarked
package org.allmende.web.overview;

import org.jspecify.annotations.NullMarked;
