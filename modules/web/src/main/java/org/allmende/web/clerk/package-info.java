/// Taking datasets in: uploads, reviews and replacements, as forms and as an interface.
@NullMarked
package org.allmende.web.clerk;

import org.jspecify.annotations.NullMarked;
