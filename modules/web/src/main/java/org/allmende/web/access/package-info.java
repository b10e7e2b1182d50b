/// Who may do what: the gate before all addresses, sessions, and what is visible to whom.
@NullMarked
package org.allmende.web.access;

import org.jspecify.annotations.NullMarked;
