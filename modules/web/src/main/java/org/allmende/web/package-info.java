/// HTTP in, HTTP out: routes, negotiation, problem documents, and who may do what. No decisions.
@NullMarked
package org.allmende.web;

import org.jspecify.annotations.NullMarked;
