package org.allmende.vocabulary;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How places are called: `Altdorf b.Nürnberg, St` is Altdorf bei Nürnberg, or just Altdorf.
final class PlaceNames {

  private static final Pattern FORMERLY = Pattern.compile("^früher: ");
  private static final Pattern ASIDE = Pattern.compile("\\s*\\([^)]*\\)");
  private static final Pattern SECOND_NAME = Pattern.compile("\\s*/.*$");
  private static final Pattern AT =
      Pattern.compile(
          " (?:am|an der|a\\.|im|in|i\\.|bei|b\\.|ob der|o\\.d\\.|vor der|v\\.|auf|unter) ?.*$");
  private static final Map<String, String> SHORTENED =
      Map.ofEntries(
          Map.entry(" b.", " bei "),
          Map.entry(" a.d.", " an der "),
          Map.entry(" a.", " am "),
          Map.entry(" i.d.OPf.", " in der Oberpfalz"),
          Map.entry(" i.OB", " in Oberbayern"),
          Map.entry(" i.NB", " in Niederbayern"),
          Map.entry(" i.Bay.", " in Bayern"),
          Map.entry(" i.d.", " in der "),
          Map.entry(" o.d.", " ob der "),
          Map.entry(" v.d.", " vor der "),
          Map.entry(" St.", " Sankt "),
          Map.entry("Reg.-Bez.", "Regierungsbezirk"));

  private PlaceNames() {}

  /// The name people use: without what the place calls itself.
  static String shortName(String officialName) {
    String current = FORMERLY.matcher(officialName).replaceFirst("");
    int comma = current.indexOf(',');
    return comma < 0 ? current : current.substring(0, comma).strip();
  }

  /// All spellings a place answers to, compared by [Spelling].
  static Set<String> spellings(String officialName) {
    var names = new LinkedHashSet<String>();
    String name = shortName(officialName);
    names.add(officialName);
    names.add(name);
    names.add(written(name));
    String bare = ASIDE.matcher(name).replaceAll("");
    names.add(bare);
    names.add(SECOND_NAME.matcher(name).replaceFirst(""));
    names.add(AT.matcher(bare).replaceFirst(""));
    var spellings = new LinkedHashSet<String>();
    names.stream().map(Spelling::of).filter(s -> !s.isEmpty()).forEach(spellings::add);
    return spellings;
  }

  private static String written(String name) {
    return SHORTENED.entrySet().stream()
        .filter(e -> name.contains(e.getKey()))
        .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .map(e -> name.replace(e.getKey(), e.getValue()))
        .orElse(name);
  }
}
