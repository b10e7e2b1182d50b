/// What every answer needs: who asks, what is wanted, how it is written, and what may be wrong.
@NullMarked
package org.allmende.web.http;

import org.jspecify.annotations.NullMarked;
