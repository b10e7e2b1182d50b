/// Signing in with a provider of OpenID Connect.
@NullMarked
package org.allmende.app.oidc;

import org.jspecify.annotations.NullMarked;
