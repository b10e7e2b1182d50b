package org.allmende.web.page;

import java.util.List;

/// All kinds of problems an answer can name, explained.
public record ProblemsPage(List<Kind> kinds) {

  public ProblemsPage {
    kinds = List.copyOf(kinds);
  }

  /// One kind.
  public record Kind(String code, int status, String title, String explanation) {}
}
