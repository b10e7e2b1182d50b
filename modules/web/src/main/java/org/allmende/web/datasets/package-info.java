/// A dataset given out: its page, its description, its files, its versions and what differs.
@NullMarked
package org.allmende.web.datasets;

import org.jspecify.annotations.NullMarked;
