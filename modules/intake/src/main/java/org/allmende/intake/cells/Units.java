package org.allmende.intake.cells;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The units of measure and money that stand in cells, column names and descriptors.
public final class Units {

  private static final Map<String, String> BY_SPELLING = spellings();
  private static final int LONGEST = 40;
  private static final List<String> CURRENCIES = List.of("€", "EUR", "CHF", "Fr.", "$", "£");

  /// Codes of [UN/CEFACT Recommendation 20](https://unece.org/trade/uncefact/cl-recommendations)
  /// and names of [QUDT](https://www.qudt.org/doc/DOC_VOCAB-UNITS.html), by the unit that they
  /// mean.
  private static final Map<String, List<String>> CODES =
      Map.ofEntries(
          Map.entry("€", List.of("CCY_EUR")),
          Map.entry("CHF", List.of("CCY_CHF")),
          Map.entry("%", List.of("P1", "PERCENT")),
          Map.entry("mm", List.of("MMT", "MilliM")),
          Map.entry("cm", List.of("CMT", "CentiM")),
          Map.entry("m", List.of("MTR", "M")),
          Map.entry("km", List.of("KMT", "KMTR", "KiloM")),
          Map.entry("m²", List.of("MTK", "M2")),
          Map.entry("ha", List.of("HAR", "HA")),
          Map.entry("km²", List.of("KMK", "KiloM2")),
          Map.entry("m³", List.of("MTQ", "M3")),
          Map.entry("l", List.of("LTR", "L")),
          Map.entry("g", List.of("GRM", "GM")),
          Map.entry("kg", List.of("KGM", "KiloGM")),
          Map.entry("t", List.of("TNE", "TONNE", "TON_Metric")),
          Map.entry("°C", List.of("CEL", "DEG_C")),
          Map.entry("°", List.of("DD", "DEG")),
          Map.entry("W", List.of("WTT", "W")),
          Map.entry("kW", List.of("KWT", "KiloW")),
          Map.entry("kWh", List.of("KWH", "KiloW-HR")),
          Map.entry("MWh", List.of("MWH", "MegaW-HR")),
          Map.entry("V", List.of("VLT", "V")),
          Map.entry("hPa", List.of("A97", "HectoPA")),
          Map.entry("dB", List.of("2N", "DeciB")),
          Map.entry("s", List.of("SEC")),
          Map.entry("min", List.of("MIN")),
          Map.entry("h", List.of("HUR", "HR")),
          Map.entry("tage", List.of("DAY")),
          Map.entry("a", List.of("ANN", "YR")),
          Map.entry("m/s", List.of("MTS", "M-PER-SEC")),
          Map.entry("km/h", List.of("KMH", "KiloM-PER-HR")),
          Map.entry("µg/m³", List.of("GQ", "MicroGM-PER-M3")),
          Map.entry("St.", List.of("C62", "H87", "NUM")));

  private static final Pattern WORD = Pattern.compile("[^\\s_]+");
  private static final Set<String> RATIO = Set.of("pro", "je", "per");

  private Units() {}

  private static Map<String, String> spellings() {
    String[] table = {
      "€ euro eur",
      "Mio. € mio€ mio.eur mioeur mio.euro",
      "T€ teur tsd.€ tsd.euro tsd.eur",
      "CHF chf fr. franken",
      "Rp./kWh rp/kwh rappen/kwh",
      "ct cent",
      "ct/kWh cent/kwh",
      "$ usd",
      "£ gbp",
      "% prozent proz proz. percent v.h. vh",
      "‰ promille",
      "m meter",
      "cm",
      "mm",
      "km",
      "m² m2 qm m^2 quadratmeter",
      "km² km2 qkm",
      "ha hektar hectares",
      "m³ m3 cbm",
      "l liter",
      "hl",
      "ml",
      "kg",
      "g",
      "mg",
      "µg",
      "t to. tonnen tonne",
      "kt",
      "kW kilowatt",
      "MW",
      "W watt",
      "kWp",
      "kWh",
      "MWh",
      "GWh",
      "Wh",
      "kWh/a kwh/jahr",
      "V volt",
      "°C °c grad celsius",
      "° grad",
      "hPa",
      "bar",
      "mbar",
      "Pa",
      "dB db(a)",
      "lx lux",
      "lm",
      "Hz",
      "m/s",
      "km/h kmh",
      "l/s",
      "m³/s m3/s",
      "m³/h m3/h",
      "mm/h",
      "mg/l",
      "µg/l",
      "µg/m³ ug/m3 µg/m3",
      "mg/m³ mg/m3",
      "µS/cm μs/cm us/cm",
      "mmol/l",
      "°dH °dh",
      "W/m² w/m2",
      "t/a",
      "kg/a",
      "s sek. sek",
      "min min. minuten",
      "h std std. stunden stunde",
      "tage tag",
      "a jahre jahr",
      "St. stk stk. stück stueck",
    };
    var map = new HashMap<String, String>();
    for (String line : table) {
      int cut = line.startsWith("Mio. €") ? 6 : line.indexOf(' ');
      String unit = cut < 0 ? line : line.substring(0, cut);
      map.put(folded(unit), unit);
      if (cut > 0) {
        for (String other : line.substring(cut).strip().split(" ", -1)) {
          map.put(folded(other), unit);
        }
      }
    }
    return Map.copyOf(map);
  }

  /// The unit that somebody names: as we write it where it is known, by a spelling, a code or the
  /// address of one; else as it is named. Empty for an address that is not known.
  public static Optional<String> named(String said) {
    String plain = said.strip();
    String code = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('#')) + 1);
    String name = code.substring(code.indexOf(':') + 1);
    boolean isAddress = plain.contains("://");
    for (var unit : CODES.entrySet()) {
      if (unit.getValue().contains(isAddress ? code : name)) {
        return Optional.of(unit.getKey());
      }
    }
    String known = known(isAddress ? code : plain);
    if (known != null) {
      return Optional.of(known);
    }
    return isAddress || plain.isEmpty() || plain.length() > LONGEST
        ? Optional.empty()
        : Optional.of(plain);
  }

  /// The unit that a text is, as it is usually written; null where it is none.
  public static @Nullable String known(String text) {
    return text.length() > 12 ? null : BY_SPELLING.get(folded(text));
  }

  /// The sign of money that stands at a place in a text.
  static @Nullable String currencyAt(String text, int at) {
    if (at < text.length() && NumberShape.isDigit(text.charAt(at))) {
      return null;
    }
    for (String currency : CURRENCIES) {
      if (text.startsWith(currency, at)) {
        return currency;
      }
    }
    return null;
  }

  /// The unit a column's name states in brackets, after `in`, or as its last word.
  public static @Nullable String inName(String name) {
    int open = Math.max(name.lastIndexOf('('), name.lastIndexOf('['));
    int close = Math.max(name.lastIndexOf(')'), name.lastIndexOf(']'));
    if (open >= 0 && close > open + 1) {
      String inside = name.substring(open + 1, close).strip().replaceFirst("^in ", "");
      String unit = known(inside);
      if (unit != null && (inside.length() > 1 || (inside.equals(unit) && !inside.equals("s")))) {
        return unit;
      }
    }
    var words = WORD.matcher(name).results().map(MatchResult::group).toList();
    if (words.size() < 2) {
      return name.contains("%") ? "%" : null;
    }
    String last = words.getLast();
    String before = words.get(words.size() - 2);
    if (words.size() > 2 && RATIO.contains(before.toLowerCase(Locale.ROOT))) {
      return known(words.get(words.size() - 3) + "/" + last);
    }
    String ratio = words.size() > 2 ? known(before + "/" + last) : null;
    boolean counted = Character.isDigit(before.charAt(0));
    return ratio != null || counted ? ratio : ofName(last, before.equals("in"));
  }

  /// A word of a name is a unit only if it is written as one: `Leistung kW`, not `Gruppe A`.
  private static @Nullable String ofName(String word, boolean announced) {
    String unit = known(word);
    if (unit == null || announced) {
      return unit;
    }
    boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0));
    boolean isWord = word.length() > 3 && word.chars().allMatch(Character::isLetter);
    return (letter && !word.equals("m") && !word.equals("h")) || (isWord && !unit.equals("%"))
        ? null
        : unit;
  }

  private static String folded(String text) {
    var key = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\u00a0' && c != '\u202f') {
        key.append(c == '\u03bc' ? 'µ' : c);
      }
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }
}
