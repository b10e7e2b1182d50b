package org.allmende.web.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.model.Column;
import org.allmende.model.State;
import org.allmende.model.Table;
import org.allmende.web.page.Address;
import org.allmende.web.page.Hit;
import org.allmende.web.page.Marked;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.rows.FoundRows;

/// Shows the rows of a hit in which a word stands that nothing says about the dataset. A page of
/// hits asks few tables, and none that is large: the others get a link to their rows.
public final class HitRows {

  private static final int MOST_ROWS = 3;
  private static final int MOST_COLUMNS = 4;
  private static final int MOST_TABLES = 5;
  private static final int LONGEST = 60;
  private static final long LARGE = 100_000;

  private final Browsing browsing;
  private final DatasetTables tables;
  private final FoundRows rows;

  public HitRows(Browsing browsing, DatasetTables tables, FoundRows rows) {
    this.browsing = browsing;
    this.tables = tables;
    this.rows = rows;
  }

  /// The hits of a page, the first few of those that were found by their rows with these.
  List<Hit> with(List<Hit> hits, List<SearchIndex.Hit> found, int most, Words words) {
    var with = new ArrayList<Hit>();
    int shown = 0;
    for (int i = 0; i < hits.size(); i++) {
      List<String> typed = found.get(i).highlights().getOrDefault("data", List.of());
      if (typed.isEmpty()) {
        with.add(hits.get(i));
      } else {
        String word = Marked.of(typed.getFirst()).plain();
        with.add(hits.get(i).with(data(found.get(i), word, shown++ < most, words)));
      }
    }
    return with;
  }

  private Hit.Data data(SearchIndex.Hit hit, String word, boolean look, Words words) {
    Address page = Address.of("/datasets/" + hit.id()).with("find", word);
    Optional<Hit.Data> data = look ? looked(hit, word, page, words) : Optional.empty();
    return data.orElseGet(
        () -> new Hit.Data(words.t("hit.data", word), page.toString(), List.of(), List.of()));
  }

  /// The hit stands without its rows, too: they are behind the link.
  private Optional<Hit.Data> looked(SearchIndex.Hit hit, String word, Address page, Words words) {
    try {
      List<DatasetTables.Found> all = published(hit);
      for (int i = 0; i < Math.min(MOST_TABLES, all.size()); i++) {
        DatasetTables.Found one = all.get(i);
        if (one.table().dataRows() <= LARGE) {
          FoundRows.Found found = rows.find(one.source(), word, words);
          if (found.count() > 0) {
            Address address = i == 0 ? page : page.with("table", Integer.toString(i + 1));
            return Optional.of(data(one.table(), found, word, address, words));
          }
        }
      }
      return Optional.empty();
    } catch (IOException | RowEngine.Busy | RowEngine.WrongQuestion _) {
      return Optional.empty();
    }
  }

  private List<DatasetTables.Found> published(SearchIndex.Hit hit) throws IOException {
    Optional<Browsing.Shown> shown =
        browsing.find(hit.id()).filter(one -> one.stored().entry().state() == State.PUBLISHED);
    return shown.isPresent() ? tables.all(shown.get(), "") : List.of();
  }

  private static Hit.Data data(
      Table table, FoundRows.Found found, String word, Address page, Words words) {
    List<List<String>> first = found.rows().subList(0, Math.min(MOST_ROWS, found.rows().size()));
    List<Integer> shown = shown(table.columns().size(), first, word);
    List<Column> columns = table.columns();
    return new Hit.Data(
        words.t("hit.found", found.count(), table.dataRows()),
        page.toString(),
        shown.stream().map(at -> Plain.shorten(columns.get(at).name(), LONGEST)).toList(),
        first.stream()
            .map(row -> shown.stream().map(at -> marked(row.get(at), word)).toList())
            .toList());
  }

  /// The columns in which the word stands, and the first ones beside them.
  private static List<Integer> shown(int width, List<List<String>> rows, String word) {
    var shown = new TreeSet<Integer>();
    for (List<String> row : rows) {
      for (int at = 0; at < width && shown.size() < MOST_COLUMNS; at++) {
        if (position(row.get(at), word) >= 0) {
          shown.add(at);
        }
      }
    }
    for (int at = 0; at < width && shown.size() < MOST_COLUMNS; at++) {
      shown.add(at);
    }
    return List.copyOf(shown);
  }

  private static Marked marked(String cell, String word) {
    String text = Plain.shorten(cell, LONGEST);
    int from = position(text, word);
    int to = from + word.length();
    return from < 0 || to > text.length()
        ? Marked.of(text)
        : Marked.of(
            text.substring(0, from)
                + Marked.START
                + text.substring(from, to)
                + Marked.END
                + text.substring(to));
  }

  private static int position(String text, String word) {
    return text.toLowerCase(Locale.GERMAN).indexOf(word.toLowerCase(Locale.GERMAN));
  }
}
