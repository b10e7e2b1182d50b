package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset that was found.
///
/// @param path its page, below the portal's address; of a dataset of another node a whole address
/// @param node where it was found; empty for this installation
/// @param by who publishes it
/// @param tenant whose catalogue it stands in; without words where that is who publishes it
/// @param titleTranslated whether the title is in the language of the page, not in that of the data
/// @param descriptionTranslated the same of the description
/// @param columns what matched besides title, description and rows
/// @param data what matched in its rows; null where nothing did
/// @param formats codes of EU file types
/// @param modified ISO date; empty when unknown
public record Hit(
    String path,
    String node,
    String by,
    Link tenant,
    Marked title,
    Marked description,
    boolean titleTranslated,
    boolean descriptionTranslated,
    List<Marked> columns,
    @Nullable Data data,
    List<String> formats,
    String modified) {

  public Hit {
    columns = List.copyOf(columns);
    formats = List.copyOf(formats);
  }

  /// Where it is opened from a page.
  public String href(Page page) {
    return node.isEmpty() ? page.to(path) : path;
  }

  /// The same, with what matched in its rows.
  public Hit with(Data found) {
    return new Hit(
        path,
        node,
        by,
        tenant,
        title,
        description,
        titleTranslated,
        descriptionTranslated,
        columns,
        found,
        formats,
        modified);
  }

  /// The same in the language of the page.
  ///
  /// @param otherTitle null where there is none in it
  /// @param otherDescription null where there is none in it
  public Hit translated(@Nullable Marked otherTitle, @Nullable Marked otherDescription) {
    return new Hit(
        path,
        node,
        by,
        tenant,
        otherTitle == null ? title : otherTitle,
        otherDescription == null ? description : otherDescription,
        otherTitle != null,
        otherDescription != null,
        columns,
        data,
        formats,
        modified);
  }

  /// The language of the title, where it is not the page's; null else.
  public @Nullable String titleLanguage(Page page) {
    return titleTranslated ? null : page.ofData();
  }

  /// The language of the description, where it is not the page's; null else.
  public @Nullable String descriptionLanguage(Page page) {
    return descriptionTranslated ? null : page.ofData();
  }

  /// What matched in the rows of a table.
  ///
  /// @param sentence what and how often
  /// @param href where all of these rows are
  /// @param columns the names of the columns shown; none where no rows are shown
  /// @param rows the first rows
  public record Data(String sentence, String href, List<String> columns, List<List<Marked>> rows) {
    public Data {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
