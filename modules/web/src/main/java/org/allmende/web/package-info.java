/// HTTP in, HTTP out; no decisions.
@NullMarked
package org.allmende.web;

import org.jspecify.annotations.NullMarked;
