package org.allmende.dcat.upgrading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// A date as catalogues write it, as the literal DCAT-AP wants: `xsd:gYear`, `xsd:gYearMonth`,
/// `xsd:date` or `xsd:dateTime`.
final class Moment {

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern GERMAN =
      Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})(?:[ ,]+(\\d{1,2}):(\\d{2}).*)?");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:[\\p{L}.]{2,12},?\\s+)?(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s+(\\p{L}{3,9})\\.?,?\\s+(\\d{4})"
              + "(?:\\s*[-–,]?\\s*(\\d{1,2}):(\\d{2})(?::\\d{2})?)?");
  private static final Pattern NAMED_FIRST =
      Pattern.compile("(\\p{L}{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})");
  private static final List<String> MONTHS =
      List.of(
          "jan",
          "feb,fév,fev",
          "mar,mär,maer,mrz",
          "apr,avr",
          "mai,may",
          "jun,juin",
          "jul,juil",
          "aug,aoû,aou",
          "sep",
          "okt,oct",
          "nov",
          "dez,dec,déc");
  private static final Pattern FRENCH =
      Pattern.compile(
          "(?i).*\\b(?:lun|mar|mer|jeu|ven|sam|dim)\\.?, (\\d{1,2})/(\\d{1,2})/(\\d{4})(?: -"
              + " \\d{1,2}:\\d{2})?");
  private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
  private static final Pattern YEARS_FIRST = Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final int LONGEST = 60;

  private Moment() {}

  /// The literal; empty when the text is no date, or one that can be read in two ways.
  static Optional<Node> of(String text) {
    String date = text.strip();
    if (date.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return read(date);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Node> read(String date) {
    if (YEAR.matcher(date).matches()) {
      return literal(date, XSDDatatype.XSDgYear);
    }
    Matcher month = MONTH.matcher(date);
    if (month.matches()) {
      return literal(YearMonth.parse(date).toString(), XSDDatatype.XSDgYearMonth);
    }
    Matcher iso = ISO.matcher(date);
    if (iso.matches()) {
      return iso(iso);
    }
    Matcher compact = COMPACT.matcher(date);
    if (compact.matches()) {
      return day(compact.group(1), compact.group(2), compact.group(3));
    }
    Matcher german = GERMAN.matcher(date);
    if (german.matches()) {
      return day(german.group(3), german.group(2), german.group(1));
    }
    Matcher yearsFirst = YEARS_FIRST.matcher(date);
    if (yearsFirst.matches()) {
      return day(yearsFirst.group(1), yearsFirst.group(2), yearsFirst.group(3));
    }
    Matcher named = NAMED.matcher(date);
    if (named.matches()) {
      return named(named);
    }
    Matcher first = NAMED_FIRST.matcher(date);
    if (first.matches()) {
      return day(first.group(3), month(first.group(1)), first.group(2));
    }
    Matcher french = FRENCH.matcher(date);
    if (french.matches()) {
      return day(french.group(3), french.group(2), french.group(1));
    }
    Matcher slashed = SLASHED.matcher(date);
    return slashed.matches() ? slashed(slashed) : mail(date);
  }

  private static Optional<Node> iso(Matcher m) {
    LocalDate day = LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
    if (m.group(4) == null) {
      return literal(day.toString(), XSDDatatype.XSDdate);
    }
    String second = m.group(6) == null ? "00" : m.group(6);
    int hour = number(m.group(4));
    if (hour > 23 || number(m.group(5)) > 59 || number(second) > 59) {
      return Optional.empty();
    }
    String time = String.format(Locale.ROOT, "%02d:%s:%s", hour, m.group(5), second);
    String fraction = m.group(7) == null ? "" : m.group(7);
    return literal(day + "T" + time + fraction + zone(m.group(8)), XSDDatatype.XSDdateTime);
  }

  private static String zone(@org.jspecify.annotations.Nullable String zone) {
    if (zone == null) {
      return "";
    }
    if (zone.equals("Z") || zone.equals("UTC") || zone.equals("GMT")) {
      return "Z";
    }
    String digits = zone.substring(1).replace(":", "");
    return zone.charAt(0)
        + digits.substring(0, 2)
        + ":"
        + (digits.length() > 2 ? digits.substring(2) : "00");
  }

  private static Optional<Node> day(String year, String month, String day) {
    return literal(
        LocalDate.of(number(year), number(month), number(day)).toString(), XSDDatatype.XSDdate);
  }

  /// `Mittwoch, 26. Juni 2013 - 13:25`, in German, English or French.
  private static Optional<Node> named(Matcher m) {
    Optional<Node> day = day(m.group(3), month(m.group(2)), m.group(1));
    if (m.group(4) == null) {
      return day;
    }
    String time = String.format(Locale.ROOT, "T%02d:%s:00", number(m.group(4)), m.group(5));
    return day.flatMap(d -> read(d.getLiteralLexicalForm() + time));
  }

  private static String month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      for (String start : MONTHS.get(i).split(",", -1)) {
        if (lower.startsWith(start)) {
          return Integer.toString(i + 1);
        }
      }
    }
    throw new DateTimeException("no month: " + name);
  }

  /// `31/12/2019` can only be read in one way, `03/04/2019` in two.
  private static Optional<Node> slashed(Matcher m) {
    int first = number(m.group(1));
    int second = number(m.group(2));
    if (first == second || first > 12) {
      return day(m.group(3), m.group(2), m.group(1));
    }
    return second > 12 ? day(m.group(3), m.group(1), m.group(2)) : Optional.empty();
  }

  /// `Mon, 30 Sep 2019 10:00:00 GMT`.
  private static Optional<Node> mail(String date) {
    return literal(
        OffsetDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toString(),
        XSDDatatype.XSDdateTime);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static Optional<Node> literal(String text, XSDDatatype type) {
    return Optional.of(NodeFactory.createLiteralDT(text, type));
  }
}
