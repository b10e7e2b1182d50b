package org.allmende.vocabulary;

import java.util.List;
import org.allmende.model.Text;

/// One edition of a list: which file of facts it is written from, and whose list it is.
///
/// @param folder its folder in `vocabularies/`
/// @param version the edition
/// @param scheme the address of the list
/// @param csv the file of facts
/// @param title its name
/// @param publisher who keeps the list
record Edition(
    String folder, String version, String scheme, String csv, Text title, Publisher publisher) {

  /// Who keeps a list, and under which terms its codes and labels may be used again.
  record Publisher(String name, String uri, String terms) {}

  private static final Publisher EU =
      new Publisher(
          "Publications Office of the European Union",
          "http://publications.europa.eu/resource/authority/corporate-body/PUBL",
          "reuse allowed with the source named (Commission Decision 2011/833/EU, CC BY 4.0)");
  private static final Publisher GOVDATA =
      new Publisher(
          "GovData, Geschäfts- und Koordinierungsstelle",
          "https://www.govdata.de/",
          "published for use in DCAT-AP.de (CC0 or CC BY 4.0)");
  private static final Publisher SPDX =
      new Publisher("SPDX, The Linux Foundation", "https://spdx.org/", "CC BY 3.0");
  private static final Publisher SEMIC =
      new Publisher(
          "SEMIC, European Commission", "https://semic.eu/", "ISA Open Metadata Licence 1.1");
  static final Publisher DESTATIS =
      new Publisher(
          "Statistisches Bundesamt (Destatis)",
          "https://www.destatis.de/",
          "reproduction and distribution allowed with the source named");

  /// All lists of concepts, in the order of [Scheme].
  static List<Edition> lists() {
    return List.of(
        of(Scheme.DATA_THEME, "20241211-0", "data-theme", "Datenthemen", "Data themes", EU),
        of(Scheme.FILE_TYPE, "20220928", "file-type", "Dateitypen", "File types", EU),
        of(Scheme.FREQUENCY, "20220615", "frequency", "Häufigkeiten", "Frequencies", EU),
        of(Scheme.LANGUAGE, "20180725", "language", "Sprachen", "Languages", EU),
        of(Scheme.ACCESS_RIGHT, "20220316", "access-right", "Zugangsrechte", "Access rights", EU),
        of(Scheme.EU_LICENCE, "20241211-0", "licence-eu", "Lizenzen der EU", "EU licences", EU),
        of(
            Scheme.PLANNED_AVAILABILITY,
            "20220715",
            "planned-availability",
            "Geplante Verfügbarkeit",
            "Planned availability",
            EU),
        of(Scheme.DATASET_TYPE, "20230315", "dataset-type", "Datensatztypen", "Dataset types", EU),
        of(
            Scheme.DISTRIBUTION_STATUS,
            "20220615",
            "distribution-status",
            "Stand der Distribution",
            "Distribution status",
            EU),
        of(
            Scheme.HVD_CATEGORY,
            "2.1",
            "hvd-category",
            "Kategorien hochwertiger Datensätze",
            "High-value dataset categories",
            EU),
        of(
            Scheme.LICENCE,
            "20200715",
            "dcatde-licenses",
            "Lizenzen von DCAT-AP.de",
            "DCAT-AP.de licences",
            GOVDATA),
        of(
            Scheme.CONTRIBUTOR,
            "20251021",
            "dcatde-contributors",
            "Datenbereitsteller von GovData",
            "GovData contributors",
            GOVDATA),
        of(
            Scheme.GEOCODING_LEVEL,
            "1_0",
            "political-geocoding-level",
            "Verwaltungsebenen",
            "Levels of government",
            GOVDATA),
        of(
            Scheme.CHECKSUM_ALGORITHM,
            "2.3",
            "spdx-checksum-algorithm",
            "Prüfsummenverfahren",
            "Checksum algorithms",
            SPDX),
        of(
            Scheme.PUBLISHER_TYPE,
            "1.00",
            "adms-publisher-type",
            "Arten von Herausgebern",
            "Publisher types",
            SEMIC));
  }

  /// The list of places of one kind.
  static Edition places(Place.Kind kind) {
    return switch (kind) {
      case STATE -> place(kind, "de-states", "Länder", "States");
      case GOVERNMENT_DISTRICT ->
          place(
              kind,
              "de-government-districts",
              "Regierungsbezirke und statistische Regionen",
              "Government districts");
      case DISTRICT -> place(kind, "de-districts", "Kreise und kreisfreie Städte", "Districts");
      case MUNICIPALITY -> place(kind, "de-municipalities", "Gemeinden", "Municipalities");
    };
  }

  private static Edition of(
      Scheme scheme, String version, String csv, String de, String en, Publisher publisher) {
    return new Edition(
        scheme.folder(), version, scheme.uri(), csv + ".csv", new Text(de, en), publisher);
  }

  private static Edition place(Place.Kind kind, String name, String de, String en) {
    return new Edition(name, "20201231", kind.scheme(), name + ".csv", new Text(de, en), DESTATIS);
  }

  /// The same list in another edition.
  Edition withVersion(String other) {
    return new Edition(folder, other, scheme, csv, title, publisher);
  }
}
