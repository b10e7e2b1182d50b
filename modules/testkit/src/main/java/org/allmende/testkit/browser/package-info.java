/// A real browser for tests and measurements.
@org.jspecify.annotations.NullMarked
package org.allmende.testkit.browser;
