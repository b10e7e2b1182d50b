/// Tests of CSV on the Web.
@org.jspecify.annotations.NullMarked
package org.allmende.intake.csvw;
