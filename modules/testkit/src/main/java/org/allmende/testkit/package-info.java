/// What tests share: golden files, graph comparison, and the way to third-party files that stand
/// beside a checkout.
@NullMarked
package org.allmende.testkit;

import org.jspecify.annotations.NullMarked;
