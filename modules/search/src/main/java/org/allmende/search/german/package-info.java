/// What a search has to know about German words: spelling, stems, compounds.
@NullMarked
package org.allmende.search.german;

import org.jspecify.annotations.NullMarked;
