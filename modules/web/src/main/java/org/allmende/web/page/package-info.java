/// What the portal's pages show: words in two languages, addresses, and one record for each page.
@NullMarked
package org.allmende.web.page;

import org.jspecify.annotations.NullMarked;
