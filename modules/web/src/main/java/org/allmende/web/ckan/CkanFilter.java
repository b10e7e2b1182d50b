package org.allmende.web.ckan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.said.IsoDates;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// What a search in CKAN's words asks for: as much of Solr's language as harvesters and clients
/// write. `organization:a`, `-organization:(a OR b)`, `groups:tran`, `res_format:CSV`,
/// `license_id:"…"`, `tags:"…"`, `name:…`, `metadata_modified:[2026-01-01T00:00:00Z TO *]`, joined
/// by blanks or AND; words without a field are looked for in everything.
final class CkanFilter {

  private static final int LONGEST = 4_000;
  private static final int MOST_VALUES = 64;

  private static final Pattern FIELD = Pattern.compile("([+-]?)([A-Za-z_][\\w.]{0,60}):");
  private static final Pattern RANGE =
      Pattern.compile("[\\[{]\\s*(\\S+)\\s+TO\\s+([^\\s\\]}]+)\\s*[\\]}]");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
  private static final Pattern GROUP = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern WORD = Pattern.compile("[^\\s()\"]+");
  private static final Pattern BETWEEN = Pattern.compile("\\s+|AND(?=\\s)|&&");

  private static final Map<String, String> FACETS =
      Map.of(
          "organization", "tenant",
          "owner_org", "tenant",
          "groups", "theme",
          "res_format", "format",
          "license_id", "license");

  private static final Set<String> NAMES = Set.of("name", "id");
  private static final Set<String> TEXTS =
      Set.of("text", "title", "notes", "tags", "author", "maintainer", "res_name", "entity");

  /// Said of everything here, as the value of each field.
  private static final Map<String, String> ALWAYS =
      Map.of(
          "state", "active",
          "private", "false",
          "type", "dataset",
          "dataset_type", "dataset",
          "capacity", "public",
          "entity_type", "package");

  private final Map<String, List<String>> facets = new HashMap<>();
  private final List<String> otherTenants = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private @Nullable List<DatasetId> ids;
  private Instant from = Instant.EPOCH;
  private Instant until = Instant.MAX;
  private boolean nothing;

  private CkanFilter() {}

  /// Reads the question and its filters.
  static CkanFilter read(String question, List<String> filters) {
    var filter = new CkanFilter();
    filter.add(question, true);
    filters.forEach(one -> filter.add(one, false));
    return filter;
  }

  /// @param lenient whether fields nobody knows are words like others
  private void add(String text, boolean lenient) {
    if (text.length() > LONGEST) {
      throw CkanProblem.wrongQuery("Search Query is too long");
    }
    int at = 0;
    while (at < text.length()) {
      Matcher between = BETWEEN.matcher(text).region(at, text.length());
      if (between.lookingAt()) {
        at = between.end();
        continue;
      }
      if (text.startsWith("*:*", at)) {
        at += 3;
        continue;
      }
      Matcher field = FIELD.matcher(text).region(at, text.length());
      boolean named = field.lookingAt();
      var value = value(text, named ? field.end() : at);
      if (named) {
        field(field.group(1).equals("-"), field.group(2), value, lenient);
      } else {
        words(value, lenient);
      }
      at = value.end();
    }
  }

  /// What is asked of a field.
  ///
  /// @param end where it ends in the text
  private record Value(List<String> texts, boolean range, int end) {}

  private static Value value(String text, int at) {
    Matcher range = RANGE.matcher(text).region(at, text.length());
    if (range.lookingAt()) {
      return new Value(List.of(range.group(1), range.group(2)), true, range.end());
    }
    Matcher group = GROUP.matcher(text).region(at, text.length());
    if (group.lookingAt()) {
      return new Value(alternatives(group.group(1)), false, group.end());
    }
    Matcher quoted = QUOTED.matcher(text).region(at, text.length());
    if (quoted.lookingAt()) {
      return new Value(List.of(unescaped(quoted.group(1))), false, quoted.end());
    }
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (word.lookingAt()) {
      return new Value(List.of(unescaped(word.group())), false, word.end());
    }
    return new Value(List.of(), false, at + 1);
  }

  private static List<String> alternatives(String text) {
    var texts = new ArrayList<String>();
    Matcher one = Pattern.compile(QUOTED.pattern() + "|(\\S+)").matcher(text);
    while (one.find() && texts.size() < MOST_VALUES) {
      String word = one.group(1) == null ? one.group(2) : one.group(1);
      if (!word.equals("OR") && !word.equals("AND")) {
        texts.add(unescaped(word));
      }
    }
    return texts;
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(.)", "$1");
  }

  private void words(Value value, boolean lenient) {
    for (String text : value.texts()) {
      if (text.equals("OR") && !lenient) {
        throw CkanProblem.wrongQuery("OR is understood within parentheses after a field");
      }
      if (!text.equals("OR") && !text.equals("NOT") && !text.equals("*")) {
        words.add(text.replaceAll("[*~^?]", " "));
      }
    }
  }

  private void field(boolean not, String name, Value value, boolean lenient) {
    String facet = FACETS.get(name);
    if (facet != null && !value.range()) {
      facet(not, facet, value.texts());
    } else if (name.equals("metadata_modified") && value.range() && !not) {
      from = later(from, moment(value.texts().getFirst(), Instant.EPOCH));
      until = earlier(until, moment(value.texts().getLast(), Instant.MAX));
    } else if (NAMES.contains(name) && !not) {
      ids = value.texts().stream().flatMap(text -> CkanPackages.id(text).stream()).toList();
    } else if (ALWAYS.containsKey(name)) {
      boolean holds = value.texts().contains(ALWAYS.get(name)) || value.texts().contains("*");
      nothing |= holds == not;
    } else if (TEXTS.contains(name) && !not) {
      words(value, true);
    } else if (lenient) {
      words(value, true);
    } else if (!name.equals("site_id")) {
      throw CkanProblem.wrongQuery("This filter is not understood here: " + name);
    }
  }

  private void facet(boolean not, String facet, List<String> values) {
    if (not) {
      if (!facet.equals("tenant")) {
        throw CkanProblem.wrongQuery("Only organizations can be left out");
      }
      otherTenants.addAll(values);
      return;
    }
    if (values.contains("*")) {
      return;
    }
    List<String> wanted =
        values.stream()
            .map(value -> facet.equals("theme") ? value.toUpperCase(Locale.ROOT) : value)
            .toList();
    List<String> before = facets.get(facet);
    List<String> both = before == null ? wanted : wanted.stream().filter(before::contains).toList();
    nothing |= both.isEmpty();
    facets.put(facet, both);
  }

  private static Instant moment(String text, Instant open) {
    if (text.equals("*")) {
      return open;
    }
    Instant moment = IsoDates.moment(text.replaceAll("^\"|\"$", ""));
    if (moment == null) {
      throw CkanProblem.wrongQuery("Dates are written 2026-05-31T12:00:00Z");
    }
    return moment;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// Whether nothing can match.
  boolean matchesNothing() {
    return nothing || from.isAfter(until);
  }

  /// What somebody typed; empty for everything.
  String text() {
    return String.join(" ", words).replaceAll("\\s+", " ").strip();
  }

  /// The filters of the search by facet, the tenants not among them.
  Map<String, List<String>> facets() {
    var others = new HashMap<>(facets);
    others.remove("tenant");
    return others;
  }

  /// The tenants asked for, of all there are; empty where no tenant is asked for.
  Optional<List<String>> tenants(List<String> all) {
    List<String> wanted = facets.get("tenant");
    if (wanted == null && otherTenants.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        all.stream()
            .filter(tenant -> wanted == null || wanted.contains(tenant))
            .filter(tenant -> !otherTenants.contains(tenant))
            .toList());
  }

  /// The datasets asked for by name; empty where none are.
  Optional<List<DatasetId>> ids() {
    return Optional.ofNullable(ids);
  }

  Instant from() {
    return from;
  }

  Instant until() {
    return until;
  }

  /// Whether it matters when a dataset was changed.
  boolean hasSpan() {
    return !from.equals(Instant.EPOCH) || !until.equals(Instant.MAX);
  }
}
