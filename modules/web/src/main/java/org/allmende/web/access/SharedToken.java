package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/// A token that was set and not made here, and is good for one thing only.
final class SharedToken {

  private final byte[] token;

  /// @param token empty where there is none
  SharedToken(String token) {
    this.token = token.strip().getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a request brings it.
  boolean isIn(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return token.length > 0
        && Optional.ofNullable(header)
            .flatMap(Gate::bearer)
            .filter(said -> MessageDigest.isEqual(token, said.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }
}
