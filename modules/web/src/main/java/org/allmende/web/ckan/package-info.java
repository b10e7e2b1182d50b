/// Answers in the words of CKAN's action API, for programs that know portals by it.
@NullMarked
package org.allmende.web.ckan;

import org.jspecify.annotations.NullMarked;
