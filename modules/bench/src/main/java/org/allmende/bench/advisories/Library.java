package org.allmende.bench.advisories;

import java.util.Optional;
import java.util.regex.Pattern;

/// A library of the program.
///
/// @param name as advisories call it, `group:artifact`
record Library(String name, String version) {

  private static final Pattern PURL = Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?#]+).*");

  /// Reads a [package URL](https://github.com/package-url/purl-spec) of Maven's.
  static Optional<Library> of(String purl) {
    var parts = PURL.matcher(purl);
    return parts.matches()
        ? Optional.of(new Library(parts.group(1) + ":" + parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
