/// Bytes as text and text as records: encodings, lines, delimiters, quotes.
@NullMarked
package org.allmende.intake.text;

import org.jspecify.annotations.NullMarked;
