package org.allmende.vocabulary;

import java.util.LinkedHashMap;
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
      Pattern.compile("^(.+?) (?:am|an der|im|in der|in|bei|ob der|vor der|auf|unter) (.+)$");

  /// What official names shorten, and how people write it.
  private static final Map<Pattern, String> SHORTENED = shortened();

  private PlaceNames() {}

  private static Map<Pattern, String> shortened() {
    var written = new LinkedHashMap<Pattern, String>();
    written.put(Pattern.compile("(?<= )a\\. ?d\\. ?"), "an der ");
    written.put(Pattern.compile("(?<= )i\\. ?d\\. ?"), "in der ");
    written.put(Pattern.compile("(?<= )o\\. ?d\\. ?"), "ob der ");
    written.put(Pattern.compile("(?<= )v\\. ?d\\. ?"), "vor der ");
    written.put(Pattern.compile("(?<= )b\\. ?"), "bei ");
    written.put(Pattern.compile("(?<= )a\\. ?"), "am ");
    written.put(Pattern.compile("(?<= )i\\. ?"), "in ");
    written.put(Pattern.compile("OPf\\."), "Oberpfalz");
    written.put(Pattern.compile("(?<= )OB$"), "Oberbayern");
    written.put(Pattern.compile("(?<= )NB$"), "Niederbayern");
    written.put(Pattern.compile("UFr\\."), "Unterfranken");
    written.put(Pattern.compile("OFr\\."), "Oberfranken");
    written.put(Pattern.compile("MFr\\."), "Mittelfranken");
    written.put(Pattern.compile("Bay\\."), "Bayern");
    written.put(Pattern.compile("\\bSt\\. ?"), "Sankt ");
    written.put(Pattern.compile("Reg\\.-Bez\\. ?"), "Regierungsbezirk ");
    return written;
  }

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
    var at = AT.matcher(written(bare));
    if (at.matches()) {
      names.add(at.group(1));
      names.add(at.group(1) + " " + at.group(2));
      names.add(at.group(1) + " a. " + at.group(2).charAt(0));
    }
    var spellings = new LinkedHashSet<String>();
    names.stream().map(Spelling::of).filter(s -> !s.isEmpty()).forEach(spellings::add);
    return spellings;
  }

  private static String written(String name) {
    String written = name;
    if (name.indexOf('.') >= 0 || name.endsWith("B")) {
      for (var shortened : SHORTENED.entrySet()) {
        written = shortened.getKey().matcher(written).replaceAll(shortened.getValue());
      }
    }
    return written;
  }
}
