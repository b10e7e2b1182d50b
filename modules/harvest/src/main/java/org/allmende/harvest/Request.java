package org.allmende.harvest;

import java.net.URI;
import org.allmende.model.Sha256;

/// What is asked of a source.
///
/// @param accept media types wanted, as in the header of this name
/// @param body what is sent with POST; empty for GET
/// @param mediaType of the body
record Request(URI address, String accept, String body, String mediaType) {

  static Request get(URI address, String accept) {
    return new Request(address, accept, "", "");
  }

  static Request post(URI address, String accept, String mediaType, String body) {
    return new Request(address, accept, body, mediaType);
  }

  boolean isPost() {
    return !body.isEmpty();
  }

  /// Names this request on a tape.
  String key() {
    String asked = (isPost() ? "POST " : "GET ") + address + " " + accept;
    return isPost()
        ? asked + " " + Sha256.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : asked;
  }
}
