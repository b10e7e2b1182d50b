/// Fetches other people's catalogues: one guarded way out, and a reader for each kind of source.
@NullMarked
package org.allmende.harvest;

import org.jspecify.annotations.NullMarked;
