/// HTTP in, HTTP out, and no decisions: one package for each thing that is asked for, put together
/// here.
@NullMarked
package org.allmende.web;

import org.jspecify.annotations.NullMarked;
