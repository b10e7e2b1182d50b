@NullMarked
package org.allmende.vocabulary;

import org.jspecify.annotations.NullMarked;
