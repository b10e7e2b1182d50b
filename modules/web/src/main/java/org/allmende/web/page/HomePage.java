package org.allmende.web.page;

import java.time.Instant;
import java.util.List;

/// The start page.
///
/// @param total published datasets
/// @param choices the tenants, to narrow a search
/// @param tries searches that find something
/// @param news what changed last
/// @param tenants those who publish most
/// @param allTenants how many tenants there are
/// @param counted when the numbers were counted
public record HomePage(
    long total,
    List<Choice> choices,
    List<Link> tries,
    List<ThemeLink> themes,
    List<Hit> news,
    List<TenantLink> tenants,
    int allTenants,
    List<Tile> tiles,
    Instant counted) {

  public HomePage {
    choices = List.copyOf(choices);
    tries = List.copyOf(tries);
    themes = List.copyOf(themes);
    news = List.copyOf(news);
    tenants = List.copyOf(tenants);
    tiles = List.copyOf(tiles);
  }
}
