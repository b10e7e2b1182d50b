/// The Model Context Protocol: assistants search, understand and ask what is published. Read only.
@NullMarked
package org.allmende.web.mcp;

import org.jspecify.annotations.NullMarked;
