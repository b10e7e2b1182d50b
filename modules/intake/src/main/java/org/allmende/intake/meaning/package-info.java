/// What a column means, and whether it holds personal data.
@NullMarked
package org.allmende.intake.meaning;

import org.jspecify.annotations.NullMarked;
