package org.allmende.intake.meaning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.intake.cells.Form;
import org.allmende.intake.cells.PersonNames;
import org.allmende.intake.cells.Sign;
import org.allmende.intake.columns.Extremes;
import org.allmende.intake.columns.TypedColumn;
import org.allmende.model.ColumnType;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Finds personal data in a table. Some values are personal wherever they stand (an account, a tax
/// number, a private mailbox); others become so by their company: an address beside a person's name
/// is a home, beside a school it is not. Names of organisations, of candidates and authors, of
/// persons streets are named after, and statistics of names are left alone.
public final class PersonalData {

  private static final String[] PUBLIC_ROLE = {
    "bewerber",
    "bewerberin",
    "kandidat",
    "kandidatin",
    "kandidaten",
    "autor",
    "autorin",
    "verfasser",
    "verfasserin",
    "komponist",
    "kuenstler",
    "kuenstlerin",
    "fotograf",
    "architekt",
    "benannt",
    "namensgeber",
    "leitung",
    "leiter",
    "leiterin",
    "schulleitung",
    "buergermeister",
    "ratsmitglied",
    "mandatstraeger",
    "vorsitz",
    "bildhauer",
    "urheber",
    "author",
    "creator",
  };

  /// Columns that name somebody, be it a person or a company.
  private static final String[] PARTY_TO = {
    "halter",
    "halterin",
    "eigentuemer",
    "empfaenger",
    "antragsteller",
    "vertragspartner",
    "paechter",
    "mieter",
    "bewohner",
    "inhaber",
    "teilnehmer",
    "person",
    "zahler",
    "schuldner",
    "melder",
    "pate",
  };

  private final TableContext table;
  private final Map<Integer, Meaning> meanings;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Integer> positions = new HashSet<>();
  private @Nullable Boolean countsGroups;

  public PersonalData(TableContext table, Map<Integer, Meaning> meanings) {
    this.table = table;
    this.meanings = meanings;
  }

  public List<Finding> findings() {
    for (TypedColumn column : table.columns()) {
      if (!column.isEmpty()) {
        look(column);
      }
    }
    return findings;
  }

  /// Whether personal data was found in a column; to be asked after [#findings].
  public boolean isIn(TypedColumn column) {
    return positions.contains(column.position());
  }

  private void look(TypedColumn c) {
    if (!numbers(c) && !contacts(c) && !name(c) && !address(c) && !birth(c)) {
      text(c);
      smallCounts(c);
    }
  }

  private boolean means(TypedColumn c, Meaning meaning) {
    return meanings.get(c.position()) == meaning;
  }

  // ---- numbers of persons, accounts, documents, vehicles

  private boolean numbers(TypedColumn c) {
    if (c.tally().count(Sign.IBAN) > 0 && (c.shows(Sign.IBAN, 0.3) || c.isText())) {
      return found(c, PersonalKind.IBAN, Sign.IBAN);
    }
    boolean tax = c.name().contains("steuerid", "idnr", "steueridentifikation", "taxid");
    if (c.shows(Sign.TAX_ID, tax ? 0.5 : 0.8)) {
      return found(c, PersonalKind.TAX_ID, Sign.TAX_ID);
    }
    if (c.shows(Sign.PENSION_NUMBER, 0.5)) {
      return found(c, PersonalKind.PENSION_INSURANCE_NUMBER, Sign.PENSION_NUMBER);
    }
    boolean health = c.name().hints("kranken", "kv", "kvnr", "versicherten", "versichertennummer");
    if (c.shows(Sign.HEALTH_INSURANCE_NUMBER, health ? 0.5 : 0.9)) {
      return found(c, PersonalKind.HEALTH_INSURANCE_NUMBER, Sign.HEALTH_INSURANCE_NUMBER);
    }
    if (isDocument(c)) {
      return found(c, PersonalKind.ID_DOCUMENT_NUMBER, Sign.DOCUMENT_NUMBER);
    }
    if (PersonMeanings.isPlate(c)) {
      return found(c, PersonalKind.LICENCE_PLATE, Sign.PLATE);
    }
    return isIpAddress(c) && found(c, PersonalKind.IP_ADDRESS, Sign.IP_ADDRESS);
  }

  private boolean isDocument(TypedColumn c) {
    boolean named =
        c.name()
            .hints(
                "ausweis", "ausweisnummer", "pass", "passnummer", "seriennr", "serien", "passport");
    boolean varied = c.tally().distinct() > 2;
    return c.shows(Sign.DOCUMENT_NUMBER, named ? 0.5 : 0.9)
        && varied
        && (named || (table.has(this::isPerson) && c.name().saysNothing()));
  }

  private boolean isIpAddress(TypedColumn c) {
    boolean named = c.name().has("ip", "ipv4", "ipv6", "adresse", "address");
    return c.shows(Sign.IP_ADDRESS, 0.8)
        && !c.name().hints("version")
        && (named || c.tally().count(Sign.IPV6_ADDRESS) > 0 || !c.shows(Sign.VERSION, 0.3));
  }

  // ---- how to reach a person

  private boolean contacts(TypedColumn c) {
    if (c.tally().count(Sign.PERSONAL_EMAIL) > 0) {
      return found(c, PersonalKind.EMAIL, Sign.PERSONAL_EMAIL);
    }
    return isPrivatePhone(c) && found(c, PersonalKind.PHONE, Sign.PHONE);
  }

  private boolean isPrivatePhone(TypedColumn c) {
    double phones = c.tally().shareOfSolid(Sign.PHONE);
    if (phones < 0.6 || c.tally().forms().any(Form.DATE) > 0) {
      return false;
    }
    boolean mobile = c.tally().shareOfSolid(Sign.MOBILE_PHONE) > phones * 0.15;
    boolean named = c.name().hints("privat", "handy", "mobil", "notfall", "rueckruf");
    boolean extensions = c.tally().shareOfSolid(Sign.PHONE_EXTENSION) > phones * 0.5;
    boolean fax = c.name().hints("fax", "telefax", "hotline", "zentrale");
    return (mobile || named || (table.has(this::isPrivatePerson) && !hasOffices() && !fax))
        && !extensions;
  }

  // ---- names

  private boolean name(TypedColumn c) {
    if (!isPerson(c)) {
      return false;
    }
    if (isPublicRole(c)) {
      return note(c);
    }
    if (isNameStatistics(c) || isMemorial()) {
      return false;
    }
    Meaning meaning = meanings.get(c.position());
    if (meaning == Meaning.GIVEN_NAME) {
      return found(c, PersonalKind.GIVEN_NAME, Sign.GIVEN_NAME);
    }
    if (meaning == Meaning.FAMILY_NAME) {
      return found(c, PersonalKind.FAMILY_NAME, Sign.FAMILY_NAME);
    }
    boolean reversed = c.tally().count(Sign.REVERSED_NAME) > c.tally().count(Sign.FULL_NAME);
    return found(c, PersonalKind.PERSON_NAME, reversed ? Sign.REVERSED_NAME : Sign.FULL_NAME);
  }

  private boolean isPerson(TypedColumn c) {
    Meaning meaning = meanings.get(c.position());
    if (meaning == Meaning.GIVEN_NAME || meaning == Meaning.FAMILY_NAME) {
      return true;
    }
    double share =
        c.tally().shareOfSolid(Sign.FULL_NAME) + c.tally().shareOfSolid(Sign.REVERSED_NAME);
    boolean eponyms = c.tally().shareOfSolid(Sign.EPONYM) > 0.5;
    boolean named = c.name().hints(PARTY_TO);
    boolean enough = share >= 0.6 || (share >= (named ? 0.15 : 0.3) && severalPersons(c));
    return c.isText() && enough && !eponyms && !c.shows(Sign.STREET, 0.3);
  }

  /// A breed of dogs is called after one person, a register of owners names several.
  private static boolean severalPersons(TypedColumn c) {
    int persons = 0;
    int seen = 0;
    for (String value : c.tally().values()) {
      persons += PersonNames.isFullName(value) || PersonNames.isReversed(value) ? 1 : 0;
      if (persons > 1 || ++seen > 500) {
        break;
      }
    }
    return persons > 1 || !c.tally().distinctIsExact();
  }

  private boolean isPrivatePerson(TypedColumn c) {
    return isPerson(c) && !isPublicRole(c);
  }

  /// Candidates and members of councils, authors: their names are published by law or custom.
  private boolean isPublicRole(TypedColumn c) {
    boolean books = table.has(o -> o.shows(Sign.PRODUCT_NUMBER, 0.8));
    return c.name().hints(PUBLIC_ROLE)
        || table.has(o -> means(o, Meaning.PARTY))
        || (books
            && c.shows(Sign.REVERSED_NAME, 0.5)
            && !table.has(o -> o.tally().count(Sign.PERSONAL_EMAIL) > 0));
  }

  /// How often a name was given or is borne: names without persons.
  private boolean isNameStatistics(TypedColumn c) {
    boolean alone = table.count(this::isPerson) == 1 && !means(c, Meaning.PERSON_NAME);
    boolean counted =
        table.has(o ->
            o.isInteger() && o.least() >= 0 && !ThingMeanings.isKey(o) && !means(o, Meaning.YEAR));
    boolean hard =
        table.has(o ->
            o.shows(Sign.PLATE, 0.5)
                || o.shows(Sign.IBAN, 0.3)
                || o.shows(Sign.PHONE, 0.5)
                || o.shows(Sign.EMAIL, 0.5)
                || o.typing().isDate()
                || o.shows(Sign.STREET, 0.5)
                || o.shows(Sign.FULL_ADDRESS, 0.3)
                || o.shows(Sign.TAX_ID, 0.5));
    return alone && counted && !hard && table.columns().size() <= 8;
  }

  private boolean isMemorial() {
    return table.isAbout("stolperstein", "gedenk", "ehrengrab");
  }

  private boolean note(TypedColumn c) {
    findings.add(
        new Finding(
            PersonalKind.PERSON_NAME.code(),
            Severity.INFO,
            Place.column(c.name().text()),
            new Text(
                "Die Spalte nennt Personen in einem öffentlichen Amt oder Werk.",
                "The column names persons in a public role or by their work."),
            new Text("Nichts zu tun.", "Nothing to do.")));
    return true;
  }

  // ---- addresses and dates of birth

  private boolean address(TypedColumn c) {
    boolean full = c.shows(Sign.FULL_ADDRESS, 0.3);
    boolean numbered = c.shows(Sign.STREET_WITH_NUMBER, 0.3);
    boolean street = c.shows(Sign.STREET, 0.5);
    if (!full && !numbered && !street) {
      return false;
    }
    boolean home = c.name().hints("wohn", "wohnhaft", "wohnanschrift", "privat", "privatanschrift");
    boolean codes = table.has(o -> means(o, Meaning.POSTAL_CODE));
    boolean numbers =
        table.has(o ->
            (o.position() != c.position() && means(o, Meaning.HOUSE_NUMBER))
                || (o.position() != c.position() && isHouseNumber(o)));
    boolean whole =
        full
            || (numbered && (codes || c.name().hints("anschrift")))
            || (street && (numbers || codes));
    boolean person = table.has(this::isPerson) && !hasOffices() && !isMemorial();
    if (!home && !(whole && person)) {
      return false;
    }
    return found(
        c,
        PersonalKind.HOME_ADDRESS,
        full ? Sign.FULL_ADDRESS : numbered ? Sign.STREET_WITH_NUMBER : Sign.STREET);
  }

  private static boolean isHouseNumber(TypedColumn c) {
    return c.isText() && c.name().saysNothing() && c.shows(Sign.HOUSE_NUMBER, 0.9);
  }

  /// Whether the rows are offices, organisations or buildings, whose addresses are public.
  private boolean hasOffices() {
    return table.has(
        c -> c.shows(Sign.OFFICE, 0.5) || (c.shows(Sign.ORGANISATION, 0.6) && isSubject(c)));
  }

  /// A wish or a category is not what a row is about.
  private static boolean isSubject(TypedColumn c) {
    return c.position() <= 3 && !c.name().hints("wunsch", "wunschkita");
  }

  private boolean birth(TypedColumn c) {
    boolean named =
        c.name().has("geb", "gebdat", "geboren", "birthdate", "birthday", "dob", "gebdatum")
            || c.name().hints("geburtsdatum", "geburtstag", "geburt")
            || c.name().contains("dateofbirth", "gebdat");
    if (!c.typing().isDate() || c.typing().type().code().equals("datetime")) {
      return false;
    }
    Extremes days = c.tally().dates(c.typing().dayFirst());
    double years = (days.most() - days.least()) / 1e10;
    boolean past = days.most() <= now() && days.least() > 1900_00_00e6;
    boolean spread = years >= 4 && c.variety() > 0.5;
    boolean unnamed = c.name().saysNothing() && past && spread && table.has(this::isPrivatePerson);
    return ((named && years >= 0) || (unnamed && !isThing(c))) && dates(c);
  }

  /// Tables about trees or sports grounds in which a person is named once.
  private boolean isThing(TypedColumn c) {
    return hasOffices() && c.position() > 0;
  }

  private static double now() {
    var today = java.time.LocalDate.now(java.time.ZoneId.of("Europe/Berlin"));
    return (today.getYear() * 10000.0 + today.getMonthValue() * 100 + today.getDayOfMonth()) * 1e6;
  }

  private boolean dates(TypedColumn c) {
    add(PersonalKind.BIRTH_DATE, c, c.tally().forms().any(Form.DATE), "••.••.••••");
    return true;
  }

  // ---- texts and small groups

  private void text(TypedColumn c) {
    long names = c.tally().count(Sign.NAME_IN_TEXT);
    long phones = c.tally().count(Sign.PHONE_IN_TEXT);
    long other = c.tally().count(Sign.EMAIL_IN_TEXT) + c.tally().count(Sign.IBAN_IN_TEXT);
    Meaning meaning = meanings.get(c.position());
    boolean named =
        meaning == Meaning.ADDRESS
            || meaning == Meaning.ORGANISATION
            || meaning == Meaning.CATEGORY
            || (c.shows(Sign.ORGANISATION, 0.8) && !c.shows(Sign.SEVERAL_WORDS, 0.5))
            || !c.shows(Sign.SEVERAL_WORDS, 0.1);
    if ((phones + other == 0 && (names == 0 || named)) || isMemorial()) {
      return;
    }
    long cells = Math.max(names, Math.max(phones, other));
    add(PersonalKind.FREE_TEXT, c, cells, example(names > 0, phones > 0));
  }

  private static String example(boolean names, boolean phones) {
    return names ? "… Frau •••• …" : phones ? "… 01•• •••• …" : "… ••••@•••• …";
  }

  private void smallCounts(TypedColumn c) {
    if (!c.isInteger() || !(c.least() >= 0) || ThingMeanings.isKey(c) || c.unit() != null) {
      return;
    }
    Meaning meaning = meanings.get(c.position());
    boolean counts =
        meaning == Meaning.COUNT
            || meaning == Meaning.POPULATION
            || (meaning == null && c.name().saysNothing())
            || c.name().hints("personen", "empfaenger", "leistungsempfaenger", "anzahl", "faelle");
    long small = c.tally().countOf("1", "2");
    if (counts && small > 0 && countsGroups()) {
      add(PersonalKind.SMALL_COUNT, c, small, "•");
    }
  }

  /// Whether the rows are groups of people narrow enough to single somebody out; asked once, for
  /// every column would ask every other.
  private boolean countsGroups() {
    Boolean known = countsGroups;
    if (known == null) {
      boolean single =
          table.has(o ->
              o.typing().type() == ColumnType.TIME || (o.isUnique() && ThingMeanings.isKey(o)));
      known = !single && table.count(this::isQuasiIdentifier) >= 2;
      countsGroups = known;
    }
    return known;
  }

  /// What can single out a person together with another such column.
  private boolean isQuasiIdentifier(TypedColumn c) {
    Meaning meaning = meanings.get(c.position());
    return (meaning == Meaning.AGE && c.typing().type() != ColumnType.DECIMAL)
        || meaning == Meaning.GENDER
        || meaning == Meaning.STREET
        || meaning == Meaning.DISTRICT_NAME
        || c.shows(Sign.NATIONALITY, 0.5)
        || c.name()
            .hints(
                "staatsangehoerigkeit",
                "nationalitaet",
                "religion",
                "familienstand",
                "geburtsjahr");
  }

  // ---- words

  private boolean found(TypedColumn c, PersonalKind kind, Sign sign) {
    add(
        kind,
        c,
        Math.min(c.tally().filled(), estimated(c, sign)),
        Masked.of(c.tally().example(sign)));
    return true;
  }

  private static long estimated(TypedColumn c, Sign sign) {
    long share = Math.round(c.tally().share(sign) * c.tally().filled());
    return Math.max(c.tally().count(sign), share);
  }

  private void add(PersonalKind kind, TypedColumn c, long cells, String masked) {
    positions.add(c.position());
    findings.add(
        new Finding(
            kind.code(),
            Severity.BLOCKING,
            new Place(null, c.name().text(), masked),
            new Text(
                "Die Spalte enthält vermutlich %s: %d von %d Zellen, etwa „%s“."
                    .formatted(kind.what().de(), cells, c.tally().filled(), masked),
                "The column seems to hold %s: %d of %d cells, such as “%s”."
                    .formatted(kind.what().en(), cells, c.tally().filled(), masked)),
            new Text(
                "Die Spalte entfernen oder zusammenfassen. Oder entscheiden und begründen, dass sie"
                    + " veröffentlicht werden darf.",
                "Remove or aggregate the column. Or decide, and say why, that it may be"
                    + " published.")));
  }
}
