/// What a node gives to others that follow it, and hears from them.
@NullMarked
package org.allmende.web.replication;

import org.jspecify.annotations.NullMarked;
