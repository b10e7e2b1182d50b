package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known of a dataset.
///
/// @param path its page, below the portal's address
/// @param title what it is called
/// @param titleLanguage the language of that, where it is not the page's; null else
/// @param lead what it is, in a sentence or two
/// @param textLanguage the language of that, where it is not the page's; null else
/// @param more the rest of what is said about it, paragraph by paragraph
/// @param by who publishes it
/// @param tenant whose catalogue it stands in
/// @param modified when it was changed last; empty when unknown
/// @param frequency how often it changes; empty when unknown
/// @param badges such as `Hochwertiger Datensatz`
/// @param best the download most people want; null when there is none
/// @param tables the tables to choose from, where there are several
/// @param table the table shown; null where there is none
/// @param rows how the table shown was asked for; null where there is none
/// @param chart what those rows hold, drawn; null where nothing is worth drawing
/// @param map where those rows lie; null where they do not say
/// @param embed lines that show these on another site
/// @param find what its rows are looked for; empty when nothing is
/// @param versions its earlier versions, the latest first
/// @param downloads the data
/// @param descriptions the description for machines
/// @param notices what the publisher has left as it is, in calm words
/// @param badRows where the rows lie in which something is wrong; empty where there are none
/// @param license what one may do with it
/// @param citation how to name it as a source
/// @param feedback where one writes to the office; empty where it is not public
/// @param facts everything else that is said
/// @param machine addresses and queries for programs
/// @param similar datasets like it
/// @param source where the description came from; null for datasets made here
/// @param owner what its publisher may do now; null for readers
/// @param structured the same for search engines, as JSON that may stand in a page
public record DatasetPage(
    String path,
    String title,
    @Nullable String titleLanguage,
    String lead,
    @Nullable String textLanguage,
    List<String> more,
    String by,
    Link tenant,
    String modified,
    String frequency,
    List<String> badges,
    @Nullable Download best,
    List<Choice> tables,
    @Nullable TableView table,
    @Nullable RowsView rows,
    @Nullable ChartView chart,
    @Nullable MapView map,
    Embed embed,
    String find,
    List<VersionView> versions,
    List<Download> downloads,
    List<Download> descriptions,
    List<FindingView> notices,
    String badRows,
    License license,
    Citation citation,
    String feedback,
    List<Fact> facts,
    Machine machine,
    ScoreView score,
    List<Hit> similar,
    @Nullable Source source,
    @Nullable Owner owner,
    String structured) {

  public DatasetPage {
    more = List.copyOf(more);
    badges = List.copyOf(badges);
    tables = List.copyOf(tables);
    versions = List.copyOf(versions);
    downloads = List.copyOf(downloads);
    descriptions = List.copyOf(descriptions);
    notices = List.copyOf(notices);
    facts = List.copyOf(facts);
    similar = List.copyOf(similar);
  }

  /// What one may do with the data.
  ///
  /// @param rule in one sentence
  /// @param names the licences, linked to their texts where those are known
  /// @param credit the line to name the source with; empty where none is needed
  /// @param html the same for web pages, with links
  public record License(String rule, List<Link> names, String credit, String html) {
    public License {
      names = List.copyOf(names);
    }
  }

  /// Lines that show a part of the page on another site; each empty where there is no such part.
  public record Embed(String table, String chart, String map) {}

  /// How to name the dataset as a source.
  ///
  /// @param text in a sentence
  /// @param forms the same for programs that keep sources
  public record Citation(String text, List<Link> forms) {
    public Citation {
      forms = List.copyOf(forms);
    }
  }

  /// What programs need.
  ///
  /// @param csv address of the table shown as CSV; empty where there is none
  /// @param rows address of its rows; empty where there is none
  /// @param rdf address of the same as RDF; empty where there is none
  /// @param table its name, where there are several; empty else
  /// @param json address of the description in the API
  /// @param query a SPARQL query about this dataset
  /// @param queryHref the form with that query
  public record Machine(
      String csv,
      String rows,
      String rdf,
      String table,
      String json,
      String query,
      String queryHref) {}

  /// Where a description came from.
  ///
  /// @param uri the dataset's own address, as it was given
  /// @param href the same where it may become a link, else empty
  /// @param record address of the catalogue record here
  public record Source(String uri, String href, String record) {}

  /// What its publisher may do.
  ///
  /// @param edit the page to change or publish it; empty for what was described elsewhere
  /// @param replace the page to hand in a new version; empty for what was described elsewhere
  /// @param quality the page that shows what can be mended and what others make of it
  /// @param draft whether nobody else sees it yet
  /// @param soon whether search and SPARQL do not show this state yet
  /// @param plan when it becomes public by itself; empty where that is not planned
  public record Owner(
      String edit, String replace, String quality, boolean draft, boolean soon, String plan) {}
}
