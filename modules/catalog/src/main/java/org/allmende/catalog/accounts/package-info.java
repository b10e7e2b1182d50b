/// Who may do what: tenants, and those who write for them.
@NullMarked
package org.allmende.catalog.accounts;

import org.jspecify.annotations.NullMarked;
