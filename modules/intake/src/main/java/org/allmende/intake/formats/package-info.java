/// The formats that keep cells or fields apart themselves, each as a stream of rows or records.
@NullMarked
package org.allmende.intake.formats;

import org.jspecify.annotations.NullMarked;
