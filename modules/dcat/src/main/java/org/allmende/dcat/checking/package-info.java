/// Holds a description against the shapes of the profile and the rules of portals downstream.
@NullMarked
package org.allmende.dcat.checking;

import org.jspecify.annotations.NullMarked;
