package org.allmende.catalog.nodes;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Another installation that may be asked.
///
/// @param name what it is called in questions and answers
/// @param address its public address, without a slash at its end
public record Node(String name, URI address) {

  /// What this installation is called beside others.
  public static final String LOCAL = "local";

  /// All of them.
  public static final String ALL = "all";

  /// So many are asked at most.
  public static final int MOST = 20;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
  private static final Set<String> TAKEN = Set.of(LOCAL, ALL);
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /// Reads `name=https://address` as often as it is written, parted by commas.
  ///
  /// @throws IllegalArgumentException naming the one that says nothing, or is there twice
  public static List<Node> list(String said) {
    var nodes = new ArrayList<Node>();
    var names = new HashSet<String>(TAKEN);
    for (String part : said.split(",", -1)) {
      if (!part.isBlank()) {
        Node node = read(part.strip());
        if (!names.add(node.name()) || nodes.size() >= MOST) {
          throw new IllegalArgumentException(part.strip());
        }
        nodes.add(node);
      }
    }
    return List.copyOf(nodes);
  }

  private static Node read(String said) {
    int equals = said.indexOf('=');
    String name = said.substring(0, Math.max(0, equals)).strip();
    String address = said.substring(equals + 1).strip().replaceFirst("/+$", "");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(said);
    }
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(said, e);
    }
    boolean plain =
        uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    if (!plain || !SCHEMES.contains(uri.getScheme())) {
      throw new IllegalArgumentException(said);
    }
    return new Node(name, uri);
  }

  /// Whether something is named as things of this node are.
  boolean isOrigin(String uri) {
    return uri.startsWith(address + "/");
  }
}
