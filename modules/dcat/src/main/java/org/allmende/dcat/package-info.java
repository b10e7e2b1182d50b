/// Says a draft in DCAT-AP.de, checks it, and reads what others have said.
@NullMarked
package org.allmende.dcat;

import org.jspecify.annotations.NullMarked;
