/// A store on another machine that several nodes share, reached by SPARQL 1.1 alone.
@NullMarked
package org.allmende.store.remote;

import org.jspecify.annotations.NullMarked;
