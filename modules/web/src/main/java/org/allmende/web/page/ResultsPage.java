package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of hits with its facets.
///
/// @param answering how many of all hits answer the whole question
/// @param first the number of the first hit
/// @param choices the tenants, to narrow a search; none where several are asked for already
/// @param kept what else narrows the search, and stays when its words change
/// @param near the form to search around a place
/// @param suggestion another spelling that finds more; null when there is none
/// @param active filters that are set; the link removes one
/// @param allRemoved the search without filters
/// @param nearest what to offer where there are no hits
/// @param asJson the same search in the API
/// @param atom the same search as an Atom feed
/// @param jsonFeed the same search as a JSON feed
/// @param tenant whose data alone is shown; null for everybody's
/// @param elsewhere what there is to say of other installations; null where none are known
public record ResultsPage(
    String text,
    long total,
    long answering,
    long tookMillis,
    int first,
    List<Choice> choices,
    List<RowsView.Kept> kept,
    Near near,
    List<Understood> understood,
    @Nullable Link suggestion,
    List<Facet> facets,
    List<Link> active,
    String allRemoved,
    List<Sort> sorts,
    List<Hit> hits,
    List<Hit> nearest,
    List<PageLink> pages,
    String asJson,
    String atom,
    String jsonFeed,
    @Nullable Tenant tenant,
    @Nullable Elsewhere elsewhere) {

  public ResultsPage {
    choices = List.copyOf(choices);
    kept = List.copyOf(kept);
    understood = List.copyOf(understood);
    facets = List.copyOf(facets);
    active = List.copyOf(active);
    sorts = List.copyOf(sorts);
    hits = List.copyOf(hits);
    nearest = List.copyOf(nearest);
    pages = List.copyOf(pages);
  }

  /// Who publishes what is shown.
  ///
  /// @param crest the address of its crest; empty where it has none
  /// @param homepage its own web site; empty when unknown
  /// @param contact where to ask; empty when unknown
  /// @param mail the same as an address; empty when unknown
  /// @param catalog its catalogue for programs
  public record Tenant(
      String slug,
      String name,
      String crest,
      String homepage,
      String contact,
      String mail,
      String catalog) {}

  /// A search around a place.
  ///
  /// @param typed what stands in the field
  /// @param radii how far around
  /// @param wrong why that is no place; empty where nothing is wrong
  /// @param kept what else is searched for
  public record Near(String typed, List<Choice> radii, String wrong, List<RowsView.Kept> kept) {
    public Near {
      radii = List.copyOf(radii);
      kept = List.copyOf(kept);
    }
  }

  /// Other installations.
  ///
  /// @param change searches there, too, or here only
  /// @param answered who was asked and answered, in words; empty where nobody was asked
  /// @param missing who did not answer, and why, in words; empty where all have
  public record Elsewhere(Link change, String answered, String missing) {}

  /// Words of the search and what they were taken for.
  public record Understood(String words, String meaning) {}

  /// An order of the hits.
  public record Sort(String label, String href, boolean chosen) {}

  /// How many of the hits are no answer to the whole question, in words; empty where all are.
  public String akin(Words words) {
    if (answering >= total) {
      return "";
    }
    return answering == 0
        ? words.t("results.akin.all")
        : words.t("results.akin", answering, total - answering);
  }

  /// How many were found, and for what.
  public String heading(Words words) {
    return text.isEmpty()
        ? words.t("count.datasets", total)
        : words.t("results.heading", total, text);
  }
}
