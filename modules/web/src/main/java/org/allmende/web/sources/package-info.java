/// Pages on which a town looks after the catalogues it takes in.
@NullMarked
package org.allmende.web.sources;

import org.jspecify.annotations.NullMarked;
