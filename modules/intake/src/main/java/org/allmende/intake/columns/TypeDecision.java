package org.allmende.intake.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.intake.cells.CellReading;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.Typing.Doubt;
import org.allmende.model.ColumnType;
import org.jspecify.annotations.Nullable;

/// Decides what the values of a column are, on the evidence of all its cells: a type is given when
/// nine cells in ten are of it, null markers left aside. Digits that are codes stay text, and so do
/// numbers and dates that can be read in two ways.
public final class TypeDecision {

  private static final List<Set<String>> BOOLEANS =
      List.of(
          Set.of("ja", "nein"),
          Set.of("j", "n"),
          Set.of("wahr", "falsch"),
          Set.of("true", "false"),
          Set.of("yes", "no"),
          Set.of("y", "n"),
          Set.of("vorhanden", "nicht vorhanden"));

  private final ColumnName name;
  private final ColumnTally tally;
  private final FormCounts forms;
  private final long filled;
  private final long solid;
  private final @Nullable Boolean tableComma;
  private final Declared declared;

  /// @param tableComma whether the other columns of the table have a decimal comma; null where they
  ///   do not say
  private TypeDecision(
      ColumnName name, ColumnTally tally, Declared declared, @Nullable Boolean tableComma) {
    this.name = name;
    this.tally = tally;
    this.declared = declared;
    this.tableComma = tableComma;
    this.forms = tally.forms();
    this.filled = tally.filled();
    this.solid = filled - forms.any(Form.NULL_MARKER);
  }

  /// The type of a column by its own evidence, and by what is declared about it.
  public static Typing alone(ColumnName name, ColumnTally tally, Declared declared) {
    return new TypeDecision(name, tally, declared, null).decide();
  }

  /// The type of a column in a table whose other numbers have, or have not, a decimal comma.
  public static Typing within(
      ColumnName name, ColumnTally tally, Declared declared, boolean tableComma) {
    return new TypeDecision(name, tally, declared, tableComma).decide();
  }

  /// What is declared decides where the cells do not: it makes texts of digits, decimals of whole
  /// numbers, and fills in what an empty column is.
  private Typing decide() {
    ColumnType told = declared.toldType();
    if (told != null || declared.toldComma() != null || declared.toldDayFirst() != null) {
      return told(told);
    }
    return found();
  }

  /// What a person says decides before the cells do, as long as one of these is so.
  private Typing told(@Nullable ColumnType type) {
    if (type == ColumnType.STRING) {
      return Typing.text();
    }
    if (solid <= 0) {
      return type == null || filled > 0 ? found() : Typing.empty(type);
    }
    Typing evident = found();
    boolean date = type == ColumnType.DATE || (type == null && declared.toldDayFirst() != null);
    boolean number =
        type == ColumnType.DECIMAL
            || (type == null && (evident.isNumber() || mayBeNumber(evident.doubts())));
    if (!date && !number) {
      return evident;
    }
    Typing said = date ? toldDate() : number(toldComma());
    if (forms.count(said.fits()) > 0) {
      return said;
    }
    return type == null && declared.toldDayFirst() == null
        ? evident
        : evident.doubting(Doubt.TOLD_UNFIT);
  }

  /// A column that would hold numbers, were it clear how they are written.
  private static boolean mayBeNumber(List<Doubt> doubts) {
    return doubts.contains(Doubt.NUMBER_UNDECIDED) || doubts.contains(Doubt.NUMBER_FORM_MIXED);
  }

  private boolean toldComma() {
    Boolean told = declared.toldComma();
    if (told != null) {
      return told;
    }
    long point = forms.count(f -> isOrdered(f, Form.POINT, Form.COMMA));
    long comma = forms.count(f -> isOrdered(f, Form.COMMA, Form.POINT));
    return point == comma ? !Boolean.FALSE.equals(tableComma) : comma > point;
  }

  private Typing toldDate() {
    Boolean told = declared.toldDayFirst();
    long day = forms.count(f -> isOrdered(f, Form.DAY_FIRST, Form.MONTH_FIRST));
    long month = forms.count(f -> isOrdered(f, Form.MONTH_FIRST, Form.DAY_FIRST));
    boolean dayFirst = told == null ? day >= month : told;
    boolean compact = forms.count(f -> Form.any(f, Form.COMPACT)) * 2 > solid;
    long dates = forms.any(Form.DATE);
    boolean withTime = forms.count(f -> Form.any(f, Form.WITH_TIME)) * 2 > dates;
    String form = compact ? "yyyyMMdd" : dateForm(dayFirst);
    return Typing.date(
        withTime ? ColumnType.DATETIME : ColumnType.DATE,
        form + (withTime ? " HH:mm" : ""),
        dayFirst,
        compact,
        List.of());
  }

  private Typing found() {
    if (declared.is(ColumnType.STRING)) {
      return Typing.text();
    }
    if (filled == 0) {
      return Typing.empty(declared);
    }
    Typing found = evident();
    return found.type() == ColumnType.INTEGER && declared.is(ColumnType.DECIMAL)
        ? Typing.number(ColumnType.DECIMAL, found.form(), found.decimalComma())
        : found;
  }

  private Typing evident() {
    if (solid <= 0) {
      return isTick() ? Typing.of(ColumnType.BOOLEAN, f -> true) : Typing.text();
    }
    if (isDeclaredBoolean() || (!declared.isNumber() && isBoolean())) {
      return Typing.of(ColumnType.BOOLEAN, f -> true);
    }
    if (enough(forms.any(Form.GEOMETRY))) {
      return Typing.of(ColumnType.GEOMETRY, f -> Form.any(f, Form.GEOMETRY));
    }
    if (enough(forms.any(Form.URI))) {
      return Typing.of(ColumnType.URI, f -> Form.any(f, Form.URI));
    }
    long dates = forms.count(this::isDate);
    if (dates > 0 && looksLikeDates(dates)) {
      return date(dates);
    }
    if (enough(forms.any(Form.TIME | Form.DURATION))) {
      return time();
    }
    return enough(forms.any(Form.NUMBER)) && !isCode() ? number() : Typing.text();
  }

  private boolean enough(long fitting) {
    long bad = solid - fitting;
    return fitting > 0 && (bad * 10 <= solid || (bad == 1 && solid >= 6));
  }

  private boolean isTick() {
    return tally.distinctIsExact()
        && tally.empty() > 0
        && values().equals(Set.of("x"))
        && tally.longest() == 1;
  }

  private Set<String> values() {
    var values = new TreeSet<String>();
    for (String value : tally.values()) {
      values.add(value.toLowerCase(Locale.ROOT));
      if (values.size() > 3) {
        break;
      }
    }
    return values;
  }

  private boolean isBoolean() {
    if (!tally.distinctIsExact() || tally.distinct() > 6) {
      return false;
    }
    var values = values();
    boolean words = BOOLEANS.stream().anyMatch(pair -> pair.containsAll(values));
    boolean letters = values.size() == 1 && (values.contains("j") || values.contains("y"));
    return (words && !letters) || (values.equals(Set.of("0", "1")) && isFeature());
  }

  private boolean isDeclaredBoolean() {
    return declared.is(ColumnType.BOOLEAN)
        && tally.distinctIsExact()
        && tally.kept().keySet().stream()
            .allMatch(value -> declared.truth(value) != null || CellReading.isNullMarker(value));
  }

  private boolean isFeature() {
    return name.hints(
            "gerecht",
            "barrierefrei",
            "vorhanden",
            "aktiv",
            "beleuchtet",
            "ueberdacht",
            "behindert")
        || (name.words().size() > 1 && name.words().getFirst().matches("ist|hat|is|has"));
  }

  // ---- dates and times

  private boolean isDate(long f) {
    return Form.any(f, Form.DATE) && (!Form.any(f, Form.COMPACT) || isCompactDate());
  }

  private boolean isCompactDate() {
    var days = tally.dates(true);
    boolean named = name.hints("datum", "date", "dat", "tag", "stichtag", "geb", "zeit", "gueltig");
    boolean likely = days.least() > 1900_00_00e6 && days.most() < 2100_00_00e6;
    return forms.count(f -> Form.any(f, Form.COMPACT)) == solid
        && !declared.isNumber()
        && (named
            || declared.isCompactDate()
            || (likely && tally.distinct() >= 3 && !name.hints("ags", "nr", "nummer", "id")));
  }

  private boolean looksLikeDates(long dates) {
    long other = solid - dates - forms.any(Form.NO_SUCH_DAY);
    return dates * 10 >= solid * 7 && (other * 10 <= solid || (other == 1 && solid >= 6));
  }

  private Typing date(long dates) {
    long open = Form.STROKES | Form.HYPHENS;
    long onlyDay = forms.count(f -> isOrdered(f, Form.DAY_FIRST, Form.MONTH_FIRST));
    long onlyMonth = forms.count(f -> isOrdered(f, Form.MONTH_FIRST, Form.DAY_FIRST));
    long either =
        forms.count(
            f -> Form.any(f, open) && Form.all(f, Form.DATE) && !Form.any(f, Form.YEAR_FIRST));
    if (onlyDay > 0 && onlyMonth > 0 && Math.min(onlyDay, onlyMonth) * 50 > dates) {
      return Typing.text(Doubt.DATE_FORM_MIXED);
    }
    boolean undecided = onlyDay == 0 && onlyMonth == 0 && either > 0;
    Boolean said = declared.dayFirst();
    if (undecided && said == null) {
      return Typing.text(Doubt.DATE_UNDECIDED);
    }
    boolean dayFirst = undecided ? Boolean.TRUE.equals(said) : onlyMonth <= onlyDay;
    boolean withTime = forms.count(f -> isDate(f) && Form.any(f, Form.WITH_TIME)) * 2 > dates;
    String form = dateForm(dayFirst);
    boolean ordered = form.contains("/") || form.endsWith("-yyyy");
    String other = onlyDay + onlyMonth == 0 || ordered ? "" : dayFirst ? "dd/MM" : "MM/dd";
    return Typing.date(
        withTime ? ColumnType.DATETIME : ColumnType.DATE,
        form + (withTime ? " HH:mm" : "") + (other.isEmpty() ? "" : ", " + other + "/yyyy"),
        dayFirst,
        isCompactDate(),
        styles() > 1 ? List.of(Doubt.DATE_FORM_MIXED) : List.of());
  }

  private static boolean isOrdered(long f, long order, long other) {
    return Form.any(f, order) && !Form.any(f, other);
  }

  private int styles() {
    int styles = 0;
    for (long style : new long[] {Form.DOTS, Form.STROKES, Form.HYPHENS, Form.MONTH_WORD}) {
      long count = forms.count(f -> isDate(f) && Form.any(f, style));
      styles += count * 50 > solid ? 1 : 0;
    }
    return styles;
  }

  private String dateForm(boolean dayFirst) {
    if (isMostly(Form.DOTS)) {
      return "dd.MM.yyyy";
    }
    if (isMostly(Form.STROKES)) {
      return dayFirst ? "dd/MM/yyyy" : "MM/dd/yyyy";
    }
    if (isMostly(Form.HYPHENS)) {
      return dayFirst ? "dd-MM-yyyy" : "MM-dd-yyyy";
    }
    if (isMostly(Form.MONTH_WORD)) {
      return "d. MMMM yyyy";
    }
    return isCompactDate() ? "yyyyMMdd" : "yyyy-MM-dd";
  }

  private boolean isMostly(long style) {
    return forms.count(f -> isDate(f) && Form.any(f, style) && !Form.any(f, Form.YEAR_FIRST)) * 2
        > solid;
  }

  private Typing time() {
    boolean duration =
        forms.any(Form.DURATION) * 2 > solid
            || declared.is(ColumnType.DURATION)
            || (!declared.is(ColumnType.TIME)
                && name.hints("dauer", "duration", "laufzeit", "fahrzeit"));
    return Typing.of(
        duration ? ColumnType.DURATION : ColumnType.TIME,
        f -> Form.any(f, duration ? Form.TIME | Form.DURATION : Form.TIME));
  }

  // ---- numbers

  /// Digits that name something: nobody adds them up.
  private boolean isCode() {
    long leading = forms.any(Form.LEADING_ZERO);
    boolean sameLength = tally.shortest() == tally.longest();
    return leading * 200 > solid
        || (leading > 0 && (sameLength || hasNameOfCode()))
        || forms.any(Form.TOO_LONG) > 0
        || tally.shareOfSolid(Sign.TAX_ID) > 0.8
        || tally.shareOfSolid(Sign.PHONE) > 0.8
        || tally.shareOfSolid(Sign.PRODUCT_NUMBER) > 0.8
        || tally.shareOfSolid(Sign.IP_ADDRESS) > 0.8
        || (!declared.isNumber() && hasNameOfText());
  }

  private boolean hasNameOfCode() {
    return name.ends("nr", "nummer", "id", "code", "key", "schluessel", "kennung", "kennziffer");
  }

  private boolean hasNameOfText() {
    if (name.hints(
        "haushaltsstelle", "sachkonto", "buchungsstelle", "produktkonto", "flurstueck")) {
      return true;
    }
    boolean whole = forms.any(Form.FRACTION) == 0;
    return whole
        && (name.has("plz", "ags", "ars", "zip", "iban", "isbn", "ean", "telefon", "tel", "telefax")
            || name.has("fax", "mobil", "handy", "hausnr", "hnr", "flurstueck", "aktenzeichen")
            || name.hints("postleitzahl", "gemeindeschluessel", "regionalschluessel", "hausnummer")
            || name.hints("telefonnummer", "postzustellbezirk", "kontonummer", "chipnummer")
            || name.contains("postalcode", "postcode", "zipcode", "kapiteltitel", "haushaltsstelle")
            || (tally.shareOfSolid(Sign.SHORT_MUNICIPALITY_KEY) > 0.9 && tally.shortest() == 7)
            || tally.shareOfSolid(Sign.KNOWN_MUNICIPALITY_KEY) > 0.9
            || tally.shareOfSolid(Sign.KNOWN_REGIONAL_KEY) > 0.9);
  }

  private Typing number() {
    if (forms.any(Form.BRACKETS) * 2 > solid) {
      return Typing.text();
    }
    if (unitsDiffer()) {
      return Typing.text(Doubt.UNITS_MIXED);
    }
    long pointProofs = forms.count(f -> isOrdered(f, Form.POINT, Form.COMMA));
    long commaProofs = forms.count(f -> isOrdered(f, Form.COMMA, Form.POINT));
    if (pointProofs > 0 && commaProofs > 0) {
      boolean few = Math.min(pointProofs, commaProofs) * 20 <= pointProofs + commaProofs;
      return few ? number(commaProofs > pointProofs) : Typing.text(Doubt.NUMBER_FORM_MIXED);
    }
    if (pointProofs + commaProofs > 0) {
      return number(commaProofs > 0);
    }
    long dots = forms.count(f -> Form.all(f, Form.NUMBER) && Form.any(f, Form.POINT_FRACTION));
    long commas = forms.count(f -> Form.all(f, Form.NUMBER) && Form.any(f, Form.COMMA_FRACTION));
    if (dots == 0 && commas == 0) {
      return number(Boolean.TRUE.equals(tableComma));
    }
    return dots > 0 && commas > 0 ? Typing.text(Doubt.NUMBER_FORM_MIXED) : undecided(dots > 0);
  }

  /// All signs stand before exactly three digits. What is declared decides, as long as it names the
  /// sign. Else small whole numbers beside them, and no large ones without a sign, make them
  /// thousands signs; else the rest of the table decides.
  private Typing undecided(boolean dots) {
    Boolean said = declared.decimalComma();
    if (said != null) {
      return number(said);
    }
    long small =
        forms.count(f -> Form.any(f, Form.INTEGER) && !Form.any(f, Form.UNGROUPED | Form.ZERO));
    long large = forms.any(Form.UNGROUPED);
    if (small > 0 && large == 0) {
      return number(dots);
    }
    return tableComma == null ? Typing.text(Doubt.NUMBER_UNDECIDED) : number(tableComma);
  }

  private boolean unitsDiffer() {
    long most = tally.units().values().stream().mapToLong(Long::longValue).max().orElse(0);
    long all = tally.units().values().stream().mapToLong(Long::longValue).sum();
    return (all - most) * 20 > solid;
  }

  private Typing number(boolean comma) {
    long wanted = comma ? Form.COMMA : Form.POINT;
    long fraction = comma ? Form.COMMA_FRACTION : Form.POINT_FRACTION;
    boolean decimal = forms.count(f -> Form.all(f, wanted | fraction)) > 0;
    boolean huge = tally.numbers(comma).most() > 1e15;
    return Typing.number(
        decimal || huge ? ColumnType.DECIMAL : ColumnType.INTEGER, form(comma), comma);
  }

  private @Nullable String form(boolean comma) {
    var parts = new ArrayList<String>();
    if (forms.any(comma ? Form.COMMA_FRACTION : Form.POINT_FRACTION) > 0) {
      parts.add(comma ? "decimal-comma" : "decimal-point");
    }
    if (forms.any(comma ? Form.POINT_FRACTION : Form.COMMA_FRACTION) > 0 || grouped(comma)) {
      parts.add(comma ? "thousands-point" : "thousands-comma");
    }
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  private boolean grouped(boolean comma) {
    long wanted = comma ? Form.COMMA : Form.POINT;
    return forms.count(f -> Form.all(f, wanted | Form.GROUPED)) > 0;
  }
}
