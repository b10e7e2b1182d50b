/// Gives records out by OAI-PMH.
@NullMarked
package org.allmende.web.oai;

import org.jspecify.annotations.NullMarked;
