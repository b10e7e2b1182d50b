/// Says a draft in DCAT-AP.de, checks it, and reads what others have said: one package for each of
/// these, and below them what they share.
@NullMarked
package org.allmende.dcat;

import org.jspecify.annotations.NullMarked;
