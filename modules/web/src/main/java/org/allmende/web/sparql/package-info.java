/// Questions in SPARQL: the endpoint, its page, and what that makes of queries and answers: links,
/// maps and programs.
@NullMarked
package org.allmende.web.sparql;

import org.jspecify.annotations.NullMarked;
