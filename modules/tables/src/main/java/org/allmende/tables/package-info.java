/// Keeps the rows of published tables typed, in files that can be made anew at any time, and
/// answers questions about them.
@NullMarked
package org.allmende.tables;

import org.jspecify.annotations.NullMarked;
