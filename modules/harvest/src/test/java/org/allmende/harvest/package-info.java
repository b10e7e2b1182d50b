/// Tests of the harvester.
@NullMarked
package org.allmende.harvest;

import org.jspecify.annotations.NullMarked;
