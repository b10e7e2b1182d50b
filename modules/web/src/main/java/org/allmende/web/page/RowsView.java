package org.allmende.web.page;

import java.util.List;

/// Rows of a table as somebody asked for them: narrowed, sorted, on some page.
///
/// @param table its number
/// @param kept what the form for a further condition carries on
/// @param columns the columns a condition may be about, by number
/// @param kinds the conditions there are
/// @param active the conditions set, each linked to the view without it
/// @param cleared the view without any condition
/// @param facets values to narrow by
/// @param by whether the values of some column are asked for
/// @param others the columns whose values are not shown, each linked to the view that shows them
/// @param sorts how the view is sorted by each column shown
/// @param parts where there are more columns than one view shows, its parts; empty else
/// @param pages the pages there are
/// @param first the number of the first row shown
/// @param sentence how many rows are left, or why it cannot be told; empty where all are shown
/// @param busy whether some of it is missing only because too many ask at once
/// @param permalink the address of this view
/// @param downloads these rows in all forms
/// @param snippets lines that fetch these rows
public record RowsView(
    int table,
    List<Kept> kept,
    List<Choice> columns,
    List<Choice> kinds,
    List<Link> active,
    String cleared,
    List<Facet> facets,
    boolean by,
    List<Link> others,
    List<Sorted> sorts,
    List<PageLink> parts,
    List<PageLink> pages,
    long first,
    String sentence,
    boolean busy,
    String permalink,
    List<Link> downloads,
    List<Snippet> snippets) {

  public RowsView {
    kept = List.copyOf(kept);
    columns = List.copyOf(columns);
    kinds = List.copyOf(kinds);
    active = List.copyOf(active);
    facets = List.copyOf(facets);
    others = List.copyOf(others);
    sorts = List.copyOf(sorts);
    parts = List.copyOf(parts);
    pages = List.copyOf(pages);
    downloads = List.copyOf(downloads);
    snippets = List.copyOf(snippets);
  }

  /// A parameter of the address.
  public record Kept(String name, String value) {}

  /// How a column is sorted.
  ///
  /// @param href the view sorted by it, or the other way round
  /// @param spoken what the link does
  /// @param now `ascending` or `descending`; empty when it is not sorted by
  public record Sorted(String href, String spoken, String now) {

    /// The sign beside the column's name.
    public String sign() {
      return now.equals("ascending") ? "↑" : now.equals("descending") ? "↓" : "↕";
    }
  }

  /// A line for a language or program.
  public record Snippet(String name, String text) {}
}
