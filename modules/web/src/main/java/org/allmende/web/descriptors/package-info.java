/// Tells programs what lies in the tables of a dataset: data packages, Croissant, CSVW.
@NullMarked
package org.allmende.web.descriptors;

import org.jspecify.annotations.NullMarked;
