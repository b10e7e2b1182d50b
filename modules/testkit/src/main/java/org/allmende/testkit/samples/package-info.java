/// Writes the sample files of three invented tenants, as such offices export them; the same seed
/// gives the same bytes.
@NullMarked
package org.allmende.testkit.samples;

import org.jspecify.annotations.NullMarked;
