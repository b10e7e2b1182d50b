/// Brings records written by older rules or other profiles to the present profile.
@NullMarked
package org.allmende.dcat.upgrading;

import org.jspecify.annotations.NullMarked;
