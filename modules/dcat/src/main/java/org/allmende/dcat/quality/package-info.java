/// How good a description is by the measure of data.europa.eu, and whether its links answer.
@NullMarked
package org.allmende.dcat.quality;

import org.jspecify.annotations.NullMarked;
