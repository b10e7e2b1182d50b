/// What the SPARQL page makes of queries and answers: links, maps and programs.
@NullMarked
package org.allmende.web.sparql;

import org.jspecify.annotations.NullMarked;
