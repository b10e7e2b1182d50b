/// What the words of a name or a text say: language, topic, title, a stretch of days.
@NullMarked
package org.allmende.dcat.words;

import org.jspecify.annotations.NullMarked;
