package org.allmende.web.page;

import java.time.Instant;
import java.util.List;

/// What there is of one tenant, or of one theme.
///
/// @param title whose or what it is
/// @param say what that is, in plain words
/// @param sign of whom or what
/// @param total how many published datasets there are
/// @param choices the tenants, to narrow a search
/// @param theme code of the theme a search is narrowed to; empty for all
/// @param all the search that shows all of them
/// @param themes of what they are; empty on the page of a theme
/// @param news what changed last
/// @param facets how to narrow them
/// @param tiles numbers, with the bad ones
/// @param counted when they were counted
/// @param facts where to ask, and how programs get the same
/// @param nothing what to say where there is nothing
public record OverviewPage(
    String title,
    String say,
    Sign sign,
    long total,
    List<Choice> choices,
    String theme,
    String all,
    List<ThemeLink> themes,
    List<Hit> news,
    List<Facet> facets,
    List<Tile> tiles,
    Instant counted,
    List<Fact> facts,
    String nothing) {

  public OverviewPage {
    choices = List.copyOf(choices);
    themes = List.copyOf(themes);
    news = List.copyOf(news);
    facets = List.copyOf(facets);
    tiles = List.copyOf(tiles);
    facts = List.copyOf(facts);
  }

  /// What stands beside the title.
  public sealed interface Sign {

    /// The crest of a tenant.
    ///
    /// @param image its address; empty where it has none
    record Crest(String slug, String image) implements Sign {}

    /// The sign of a theme.
    record Icon(String name) implements Sign {}
  }
}
