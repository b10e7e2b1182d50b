package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.catalog.bulk.Bulk;
import org.allmende.catalog.bulk.Changes;
import org.allmende.catalog.bulk.Order;
import org.allmende.model.DatasetId;
import org.allmende.web.page.BulkPage.Hidden;

/// What somebody who sends the form for several datasets has said: which, and what shall be done.
final class BulkForm {

  static final String KEYWORDS_MORE = "keywords.more";
  static final String KEYWORDS_LESS = "keywords.less";
  static final String THEMES_MORE = "themes.more";
  static final String THEMES_LESS = "themes.less";
  static final String REASON = "reason";

  private static final List<String> SINGLE =
      List.of(
          "license",
          "frequency",
          "contact.name",
          "contact.email",
          "publisher",
          KEYWORDS_MORE,
          KEYWORDS_LESS,
          REASON);
  private static final int LONGEST = 2000;
  private static final int MOST_WORDS = 50;
  private static final int MOST_THEMES = 30;

  private final Map<String, List<String>> sent = new LinkedHashMap<>();

  BulkForm(HttpServletRequest request) {
    request.getParameterMap().forEach((name, values) -> sent.put(name, List.of(values)));
  }

  /// A dataset, and the state of it that the form was made from.
  record Item(DatasetId id, long change) {}

  String one(String name) {
    String text = all(name).stream().findFirst().orElse("");
    return (text.length() > LONGEST ? text.substring(0, LONGEST) : text).strip();
  }

  List<String> all(String name) {
    return sent.getOrDefault(name, List.of());
  }

  boolean has(String name, String value) {
    return all(name).contains(value);
  }

  /// What shall be done; empty where nothing is said.
  Optional<Order> order() {
    return switch (one("do")) {
      case "edit" -> Optional.of(changes()).filter(one -> !one.isEmpty()).map(Order.Edit::new);
      case "submit" -> Optional.of(new Order.Submit());
      case "publish" -> Optional.of(new Order.Publish());
      case "withdraw" -> Optional.of(new Order.Withdraw(one(REASON)));
      default -> Optional.empty();
    };
  }

  private Changes changes() {
    return new Changes(
        one("license"),
        one("contact.name"),
        one("contact.email"),
        one("publisher"),
        one("frequency"),
        themes(THEMES_MORE),
        themes(THEMES_LESS),
        words(KEYWORDS_MORE),
        words(KEYWORDS_LESS));
  }

  private List<String> themes(String name) {
    return all(name).stream()
        .filter(theme -> !theme.isBlank() && theme.length() < LONGEST)
        .distinct()
        .limit(MOST_THEMES)
        .toList();
  }

  private List<String> words(String name) {
    return Stream.of(one(name).split("[,;\n]", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /// The datasets that are ticked.
  List<DatasetId> chosen() {
    return ids(all("id")).stream().limit(Bulk.MOST).toList();
  }

  /// The datasets that are confirmed.
  List<Item> confirmed() {
    var items = new ArrayList<Item>();
    var known = new LinkedHashSet<DatasetId>();
    for (String item : all("item")) {
      int at = item.indexOf('@');
      if (at > 0 && item.substring(at + 1).matches("\\d{1,18}")) {
        long change = Long.parseLong(item.substring(at + 1));
        ids(List.of(item.substring(0, at))).stream()
            .filter(known::add)
            .forEach(id -> items.add(new Item(id, change)));
      }
    }
    return items.subList(0, Math.min(items.size(), Bulk.MOST));
  }

  private static List<DatasetId> ids(List<String> texts) {
    var ids = new LinkedHashSet<DatasetId>();
    for (String text : texts) {
      try {
        ids.add(DatasetId.parse(text));
      } catch (IllegalArgumentException _) {
        // Not from a form of ours.
      }
    }
    return List.copyOf(ids);
  }

  /// The order once more, for the form that confirms it.
  List<Hidden> hidden() {
    var hidden = new ArrayList<Hidden>();
    hidden.add(new Hidden("do", one("do")));
    for (String name : List.of("q", "tenant", "state")) {
      hidden.add(new Hidden(name, one(name)));
    }
    SINGLE.stream()
        .filter(name -> !one(name).isEmpty())
        .forEach(name -> hidden.add(new Hidden(name, one(name))));
    for (String name : List.of(THEMES_MORE, THEMES_LESS)) {
      themes(name).forEach(theme -> hidden.add(new Hidden(name, theme)));
    }
    return hidden;
  }
}
