/// Answers which concept is meant, from the lists in `vocabularies/`.
@NullMarked
package org.allmende.vocabulary;

import org.jspecify.annotations.NullMarked;
