/// Rows of tables, selected and written in many formats, as previews and as charts.
@NullMarked
package org.allmende.web.rows;

import org.jspecify.annotations.NullMarked;
