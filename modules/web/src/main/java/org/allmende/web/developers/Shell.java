package org.allmende.web.developers;

/// Lines for a shell. Every value stands in quotes, whatever signs it has.
final class Shell {

  private static final String CURL = "curl -fsS ";

  private Shell() {}

  /// Gets an address.
  static String get(String address) {
    return CURL + quoted(address);
  }

  /// Gets an address in a form.
  static String get(String address, String type) {
    return CURL + "-H " + quoted("Accept: " + type) + " " + quoted(address);
  }

  /// Gets an address with parameters, which need no encoding.
  ///
  /// @param parameters names and values in turn
  static String ask(String address, String... parameters) {
    var line = new StringBuilder(CURL).append("-G ").append(quoted(address));
    for (int i = 0; i < parameters.length; i += 2) {
      line.append(" \\\n  --data-urlencode ")
          .append(quoted(parameters[i] + "=" + parameters[i + 1]));
    }
    return line.toString();
  }

  /// Sends JSON.
  static String json(String address, String body) {
    return CURL
        + "-H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \\\n"
        + "  -d "
        + quoted(body)
        + " "
        + quoted(address);
  }

  /// A value as the shell takes it for itself.
  static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
