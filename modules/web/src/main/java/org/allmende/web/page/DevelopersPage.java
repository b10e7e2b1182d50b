package org.allmende.web.page;

import java.util.List;

/// How programs ask this portal.
///
/// @param base its public address
/// @param chapters what one can ask, with lines to copy
/// @param addresses everything one can ask for
/// @param identifiers what has an address, and how that looks
/// @param vocabularies the lists that descriptions point into, each linked to its concepts here
public record DevelopersPage(
    String base,
    List<Chapter> chapters,
    List<Group> addresses,
    List<Fact> identifiers,
    List<Link> vocabularies) {

  public DevelopersPage {
    chapters = List.copyOf(chapters);
    addresses = List.copyOf(addresses);
    identifiers = List.copyOf(identifiers);
    vocabularies = List.copyOf(vocabularies);
  }

  /// Lines about one thing.
  ///
  /// @param name the end of its keys in the messages, and its place in the page
  /// @param title what it is about
  /// @param say what to know beforehand
  /// @param more pages that say more
  public record Chapter(
      String name, String title, String say, List<Example> examples, List<Link> more) {
    public Chapter {
      examples = List.copyOf(examples);
      more = List.copyOf(more);
    }
  }

  /// Addresses that belong together.
  public record Group(String title, List<Operation> operations) {
    public Group {
      operations = List.copyOf(operations);
    }
  }

  /// What one can ask for.
  ///
  /// @param path with its variables in braces
  /// @param href where it can be seen at once; empty where it needs more than a click
  /// @param summary in English
  /// @param parameters the names of its parameters
  public record Operation(
      String method, String path, String href, String summary, String parameters) {}

  /// Something to copy and run.
  ///
  /// @param name tells it from the others
  /// @param label what it gives
  /// @param code for a shell with curl
  public record Example(String name, String label, String code) {}
}
