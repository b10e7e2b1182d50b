package org.allmende.intake.cells;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.vocabulary.Places;

/// Looks at one cell for signs of meaning.
public final class CellSigns {

  private static final Set<String> PARTIES =
      Set.of(
          "cdu",
          "csu",
          "spd",
          "fdp",
          "afd",
          "gruene",
          "die gruenen",
          "buendnis 90/die gruenen",
          "linke",
          "die linke",
          "die linke.",
          "freie waehler",
          "fw",
          "volt",
          "piraten",
          "die partei",
          "npd",
          "mlpd",
          "oedp",
          "bsw",
          "tierschutzpartei",
          "svp",
          "sp",
          "cvp",
          "evp",
          "glp",
          "gps",
          "edu",
          "bdp",
          "die mitte",
          "einzelbewerber",
          "rep",
          "dkp",
          "pdl",
          "fdp.die liberalen",
          "gruene liste");
  private static final Set<String> GENDERS =
      Set.of(
          "m",
          "w",
          "d",
          "f",
          "maennlich",
          "weiblich",
          "divers",
          "male",
          "female",
          "mann",
          "frau",
          "maenner",
          "frauen",
          "herr",
          "x",
          "unbekannt",
          "mnl",
          "wbl");
  private static final Set<String> NATIONALITIES =
      Set.of(
          "deutsch",
          "deutschland",
          "tuerkisch",
          "tuerkei",
          "polnisch",
          "polen",
          "syrisch",
          "syrien",
          "vietnamesisch",
          "vietnam",
          "russisch",
          "russland",
          "ukrainisch",
          "ukraine",
          "italienisch",
          "italien",
          "rumaenisch",
          "rumaenien",
          "bulgarisch",
          "bulgarien",
          "griechisch",
          "griechenland",
          "kroatisch",
          "serbisch",
          "afghanisch",
          "irakisch",
          "iranisch",
          "franzoesisch",
          "spanisch",
          "niederlaendisch",
          "oesterreichisch",
          "schweizerisch",
          "kosovarisch",
          "staatenlos",
          "auslaendisch",
          "eu-auslaender",
          "nichtdeutsch",
          "portugiesisch",
          "ungarisch",
          "indisch");
  private static final Set<String> WEEKDAYS =
      Set.of(
          "mo",
          "di",
          "mi",
          "do",
          "fr",
          "sa",
          "so",
          "montag",
          "dienstag",
          "mittwoch",
          "donnerstag",
          "freitag",
          "samstag",
          "sonnabend",
          "sonntag",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun");

  private static final Pattern AGE_CLASS =
      Pattern.compile(
          "\\d{1,3} ?(-|bis( unter)?) ?\\d{1,3}|\\d{1,3} ?\\+|(unter|ueber|ab|bis) \\d{1,3}"
              + "|\\d{1,3} +(und|u\\.) (aelter|mehr)|> ?\\d{2}|< ?\\d{1,2}");

  private static final Pattern NO_DIGITS = Pattern.compile("\\D+");
  private static final int OLDEST = 130;

  private final Places places;

  CellSigns(Places places) {
    this.places = places;
  }

  /// The signs of a cell, as bits.
  ///
  /// @param forms what the cell can be
  long of(String cell, long forms) {
    if (Form.any(forms, Form.INTEGER)) {
      return digits(cell);
    }
    if (Form.any(forms, Form.NUMBER | Form.DATE | Form.TIME)) {
      return ofNumberLike(cell);
    }
    return cell.length() > 400 || isText(cell) ? text(cell) : mixed(cell, forms) | text(cell);
  }

  /// The signs that even a rare cell shows; cheap enough for every cell of a long table.
  public static long rare(String cell) {
    long signs = cell.indexOf('@') > 0 && Mailboxes.isAddress(cell) ? email(cell) : 0;
    return isText(cell) ? signs | FreeText.signs(cell) : signs;
  }

  private static boolean isText(String cell) {
    int blanks = 0;
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == ' ' && ++blanks >= 4) {
        return true;
      }
    }
    return false;
  }

  private long digits(String cell) {
    int length = cell.length();
    char first = cell.charAt(0);
    long signs = length <= 3 && first != '0' && first != '-' ? Sign.HOUSE_NUMBER.bit : 0;
    signs |=
        switch (length) {
          case 4 -> Sign.HOUSE_NUMBER.bit;
          case 5 -> cell.compareTo("01000") >= 0 ? Sign.POSTAL_CODE.bit : 0;
          case 7 -> known("0" + cell) ? Sign.SHORT_MUNICIPALITY_KEY.bit : 0;
          case 8 -> municipality(cell);
          case 10 -> phone(cell);
          case 11 -> phone(cell) | (CheckDigits.taxId(cell) ? Sign.TAX_ID.bit : 0);
          case 12 -> region(cell) | phone(cell);
          case 13 -> phone(cell) | product(cell);
          default -> length < 16 && length > 5 ? phone(cell) : 0;
        };
    return signs;
  }

  private static long product(String cell) {
    return cell.startsWith("978") || cell.startsWith("979") || cell.startsWith("4")
        ? Sign.PRODUCT_NUMBER.bit
        : 0;
  }

  private boolean known(String key) {
    return key.startsWith("0") && places.byAgs(key).isPresent();
  }

  private long municipality(String cell) {
    int state = (cell.charAt(0) - '0') * 10 + cell.charAt(1) - '0';
    if (state < 1 || state > 16) {
      return 0;
    }
    boolean known = places.byAgs(cell).isPresent();
    return Sign.MUNICIPALITY_KEY.bit | (known ? Sign.KNOWN_MUNICIPALITY_KEY.bit : 0);
  }

  private long region(String cell) {
    boolean known = places.byArs(cell).isPresent();
    return Sign.REGIONAL_KEY.bit | (known ? Sign.KNOWN_REGIONAL_KEY.bit : 0);
  }

  private static long phone(String cell) {
    if (!Phones.isNumber(cell)) {
      return 0;
    }
    return Sign.PHONE.bit
        | (Phones.isMobile(cell) ? Sign.MOBILE_PHONE.bit : 0)
        | (Phones.hasExtension(cell) ? Sign.PHONE_EXTENSION.bit : 0);
  }

  /// Dates, `12-14`, `0171 392001` and whatever else is made of digits and signs.
  private static long ofNumberLike(String cell) {
    if (cell.indexOf(' ') < 0) {
      return phone(cell) | (cell.length() > 6 ? IdentityShape.address(cell) : 0);
    }
    String tight = tight(cell);
    long signs = phone(cell);
    return CheckDigits.taxId(tight) ? signs | Sign.TAX_ID.bit : signs;
  }

  private static String tight(String cell) {
    return cell.replace(" ", "").replace("\u00a0", "");
  }

  private long mixed(String cell, long forms) {
    long signs = phone(cell) | numbers(cell);
    if (Form.any(forms, Form.URI) || isWebAddress(cell)) {
      return signs | Sign.WEB_ADDRESS.bit;
    }
    if (cell.indexOf('@') > 0 && Mailboxes.isAddress(cell)) {
      return signs | email(cell);
    }
    if (AddressShape.isHouseNumber(cell)) {
      signs |= Sign.HOUSE_NUMBER.bit;
    }
    return signs | words(cell);
  }

  private static long email(String cell) {
    return Sign.EMAIL.bit | (Mailboxes.isPersonal(cell) ? Sign.PERSONAL_EMAIL.bit : 0);
  }

  private static boolean isWebAddress(String cell) {
    return cell.startsWith("www.") && cell.indexOf(' ') < 0;
  }

  /// Numbers of accounts, persons, documents, vehicles and computers.
  private long numbers(String cell) {
    if (cell.length() > 42 || cell.length() < 7) {
      return cell.length() <= 3 && isPlateDistrict(cell) ? Sign.PLATE_DISTRICT.bit : 0;
    }
    String tight = tight(cell);
    long signs = CheckDigits.iban(tight) ? Sign.IBAN.bit : 0;
    signs |= CheckDigits.taxId(tight) ? Sign.TAX_ID.bit : 0;
    signs |= CheckDigits.pensionNumber(tight) ? Sign.PENSION_NUMBER.bit : 0;
    signs |= CheckDigits.healthInsuranceNumber(tight) ? Sign.HEALTH_INSURANCE_NUMBER.bit : 0;
    signs |= CheckDigits.looksLikeDocument(cell) ? Sign.DOCUMENT_NUMBER.bit : 0;
    signs |= IdentityShape.isPlate(cell) ? Sign.PLATE.bit : 0;
    signs |= tight.length() == 8 && isDigits(tight) ? municipality(tight) : 0;
    signs |= tight.length() == 12 && isDigits(tight) ? region(tight) : 0;
    return signs | IdentityShape.address(cell);
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isPlateDistrict(String cell) {
    return cell.chars().allMatch(Character::isLetter);
  }

  private static long words(String cell) {
    long signs = 0;
    boolean capital = PersonNames.isCapital(cell);
    if (cell.indexOf(' ') < 0) {
      signs |= capital && PersonNames.isGiven(cell) ? Sign.GIVEN_NAME.bit : 0;
      signs |= capital && PersonNames.isFamily(cell) ? Sign.FAMILY_NAME.bit : 0;
      signs |= isCode(cell) ? Sign.CODE.bit : 0;
    } else if (capital && cell.length() < 40) {
      signs |= allGiven(cell) ? Sign.GIVEN_NAME.bit : 0;
    }
    return signs | listed(cell);
  }

  private static boolean allGiven(String cell) {
    for (String word : cell.split(" ", -1)) {
      if (!PersonNames.isGiven(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCode(String cell) {
    boolean digit = false;
    boolean other = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      digit |= NumberShape.isDigit(c);
      other |= !NumberShape.isDigit(c);
    }
    return digit && other && cell.length() < 80;
  }

  private static long listed(String cell) {
    if (cell.length() > 40) {
      return 0;
    }
    String folded = Fold.of(cell);
    long signs = PARTIES.contains(folded) ? Sign.PARTY.bit : 0;
    signs |= GENDERS.contains(folded) ? Sign.GENDER.bit : 0;
    signs |= NATIONALITIES.contains(folded) ? Sign.NATIONALITY.bit : 0;
    String day = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
    signs |= WEEKDAYS.contains(day) ? Sign.WEEKDAY.bit : 0;
    signs |= DateShape.month(cell) != null ? Sign.MONTH_NAME.bit : 0;
    return signs | (isAgeClass(folded) ? Sign.AGE_CLASS.bit : 0);
  }

  /// `18-29`, `18 bis unter 30`, `65+`, `unter 6 Jahre`, `80 Jahre und älter`
  public static boolean isAgeClass(String folded) {
    if (folded.isEmpty()
        || folded.length() > 30
        || "0123456789uab<>".indexOf(folded.charAt(0)) < 0) {
      return false;
    }
    String plain = folded.replace("jahren", "").replace("jahre", "").replace('–', '-').strip();
    return AGE_CLASS.matcher(plain).matches() && areAges(plain);
  }

  /// Whether the numbers rise, and none is higher than anybody gets old.
  private static boolean areAges(String plain) {
    int before = -1;
    for (String digits : NO_DIGITS.split(plain, -1)) {
      int age = digits.isEmpty() ? before : Integer.parseInt(digits);
      if (age < before || age > OLDEST) {
        return false;
      }
      before = age;
    }
    return true;
  }

  private static long text(String cell) {
    long signs = isText(cell) ? Sign.SEVERAL_WORDS.bit | FreeText.signs(cell) : 0;
    signs |= cell.length() > 60 ? Sign.LONG_TEXT.bit : 0;
    signs |= PersonNames.isCapital(cell) ? Sign.CAPITALISED.bit : 0;
    signs |= isWkt(cell) ? Sign.WKT.bit : 0;
    signs |= isFormula(cell) ? Sign.FORMULA.bit : 0;
    if (cell.length() <= 160) {
      boolean organisation = Organisations.isName(cell);
      signs |= organisation ? Sign.ORGANISATION.bit : 0;
      signs |= Organisations.isOffice(cell) ? Sign.OFFICE.bit : 0;
      signs |= address(cell);
      signs |= organisation ? 0 : person(cell);
    }
    return signs;
  }

  private static long person(String cell) {
    if (PersonNames.isEponym(cell)) {
      return Sign.EPONYM.bit;
    }
    return (PersonNames.isFullName(cell) ? Sign.FULL_NAME.bit : 0)
        | (PersonNames.isReversed(cell) ? Sign.REVERSED_NAME.bit : 0);
  }

  private static long address(String cell) {
    return (AddressShape.isStreet(cell) ? Sign.STREET.bit : 0)
        | (AddressShape.isStreetWithNumber(cell) ? Sign.STREET_WITH_NUMBER.bit : 0)
        | (AddressShape.isFull(cell) ? Sign.FULL_ADDRESS.bit : 0)
        | (AddressShape.isPostalCodeWithPlace(cell) ? Sign.POSTAL_CODE_WITH_PLACE.bit : 0);
  }

  /// A cell that a spreadsheet would run.
  private static boolean isFormula(String cell) {
    char c = cell.charAt(0);
    return cell.length() > 1
        && (c == '=' || c == '@' || ((c == '+' || c == '-') && cell.indexOf('(') > 0));
  }

  public static boolean isWkt(String cell) {
    if (cell.charAt(cell.length() - 1) != ')' || "PLMGSplmgs".indexOf(cell.charAt(0)) < 0) {
      return false;
    }
    String start = cell.length() < 32 ? cell : cell.substring(0, 32);
    String upper = start.toUpperCase(Locale.ROOT);
    String plain = upper.startsWith("SRID=") ? upper.substring(upper.indexOf(';') + 1) : upper;
    boolean kind =
        plain.startsWith("POINT")
            || plain.startsWith("LINESTRING")
            || plain.startsWith("POLYGON")
            || plain.startsWith("MULTI")
            || plain.startsWith("GEOMETRYCOLLECTION");
    return kind && cell.indexOf('(') > 0;
  }
}
