package org.allmende.web.clerk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Review;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.page.Words;

/// Finds datasets among those of the tenants somebody has a role for.
public final class OwnDatasets {

  private final Accounts accounts;
  private final DatasetStore store;
  private final Browsing browsing;
  private final SearchIndex index;

  public OwnDatasets(Accounts accounts, DatasetStore store, Browsing browsing, SearchIndex index) {
    this.accounts = accounts;
    this.store = store;
    this.browsing = browsing;
    this.index = index;
  }

  /// How far the datasets are that are looked for.
  enum Kind {
    PUBLISHED,
    DRAFT,
    SUBMITTED,
    PLANNED,
    FAILED,
    WITHDRAWN;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
      for (Kind kind : values()) {
        if (kind.code().equals(code)) {
          return kind;
        }
      }
      return PUBLISHED;
    }
  }

  /// What is looked for.
  ///
  /// @param text in titles, or anywhere in what is public
  /// @param tenant a slug; empty for all
  record Wanted(String text, String tenant, Kind kind) {}

  /// What was found.
  ///
  /// @param total how many there are
  /// @param ids those of the page that was asked for
  record Found(long total, List<DatasetId> ids) {
    Found {
      ids = List.copyOf(ids);
    }
  }

  /// The tenants somebody has a role for, by name.
  List<Tenant> tenants(Actor actor) {
    return accounts.tenants().stream()
        .filter(tenant -> actor.mayRead(tenant.slug()))
        .sorted(Comparator.comparing(Tenant::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /// A page of what is looked for, what changed last first.
  Found find(Actor actor, Words words, Wanted wanted, int page, int size) {
    List<String> tenants =
        tenants(actor).stream()
            .map(Tenant::slug)
            .filter(slug -> wanted.tenant().isEmpty() || wanted.tenant().equals(slug))
            .toList();
    if (tenants.isEmpty()) {
      return new Found(0, List.of());
    }
    return wanted.kind() == Kind.PUBLISHED
        ? published(tenants, wanted.text(), page, size)
        : stored(tenants, words, wanted, page, size);
  }

  private Found published(List<String> tenants, String text, int page, int size) {
    var results =
        index.search(
            new SearchIndex.Request(
                text,
                Map.of("tenant", tenants),
                Range.OPEN,
                Range.OPEN,
                null,
                SearchIndex.Sort.MODIFIED,
                page,
                size));
    return new Found(results.total(), results.hits().stream().map(SearchIndex.Hit::id).toList());
  }

  private Found stored(List<String> tenants, Words words, Wanted wanted, int page, int size) {
    State state = wanted.kind() == Kind.WITHDRAWN ? State.WITHDRAWN : State.DRAFT;
    String text = wanted.text().toLowerCase(Locale.ROOT);
    List<DatasetId> ids =
        tenants.stream()
            .flatMap(tenant -> store.ids(tenant, state).stream())
            .flatMap(id -> browsing.find(id).stream())
            .filter(is(wanted.kind()))
            .filter(shown -> title(words, shown).toLowerCase(Locale.ROOT).contains(text))
            .sorted(Comparator.comparing((Browsing.Shown s) -> s.stored().modified()).reversed())
            .map(Browsing.Shown::id)
            .toList();
    int from = Math.min(ids.size(), (page - 1) * size);
    return new Found(ids.size(), ids.subList(from, Math.min(ids.size(), from + size)));
  }

  private static String title(Words words, Browsing.Shown shown) {
    return shown.dataset().title(words.language());
  }

  private static Predicate<Browsing.Shown> is(Kind kind) {
    return shown -> {
      Review review = shown.notes().review();
      Plan plan = shown.notes().plan();
      return switch (kind) {
        case PUBLISHED, DRAFT, WITHDRAWN -> true;
        case SUBMITTED -> review != null && review.waits();
        case PLANNED -> plan != null && plan.waits();
        case FAILED -> plan != null && !plan.waits();
      };
    };
  }
}
