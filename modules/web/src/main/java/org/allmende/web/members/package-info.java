/// The people and tokens of tenants, and who did what.
@NullMarked
package org.allmende.web.members;

import org.jspecify.annotations.NullMarked;
