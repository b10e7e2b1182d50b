package org.allmende.vocabulary;

/// The lists of concepts we ship. Each has the address its publisher gave it, and a folder in
/// `vocabularies/`.
public enum Scheme {
  DATA_THEME("data-theme", Scheme.EU + "data-theme"),
  FILE_TYPE("file-type", Scheme.EU + "file-type"),
  FREQUENCY("frequency", Scheme.EU + "frequency"),
  LANGUAGE("language", Scheme.EU + "language"),
  ACCESS_RIGHT("access-right", Scheme.EU + "access-right"),
  EU_LICENCE("licence", Scheme.EU + "licence"),
  PLANNED_AVAILABILITY("planned-availability", Scheme.EU + "planned-availability"),
  DATASET_TYPE("dataset-type", Scheme.EU + "dataset-type"),
  DISTRIBUTION_STATUS("distribution-status", Scheme.EU + "distribution-status"),
  HVD_CATEGORY("high-value-dataset-category", "http://data.europa.eu/bna/asd487ae75"),

  /// The licences of DCAT-AP.de, the ones a German publisher chooses from.
  LICENCE("dcat-ap.de-licences", Scheme.DE + "licenses"),
  CONTRIBUTOR("dcat-ap.de-contributors", Scheme.DE + "contributors"),
  GEOCODING_LEVEL("political-geocoding-level", Scheme.DE + "politicalGeocoding/Level"),
  CHECKSUM_ALGORITHM("spdx-checksum-algorithm", "http://spdx.org/rdf/terms#ChecksumAlgorithm"),
  PUBLISHER_TYPE("adms-publisher-type", "http://purl.org/adms/publishertype/1.0");

  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final String DE = "http://dcat-ap.de/def/";

  private final String folder;
  private final String uri;

  Scheme(String folder, String uri) {
    this.folder = folder;
    this.uri = uri;
  }

  /// The address of the concept scheme, which is also the name of its graph in the store.
  public String uri() {
    return uri;
  }

  /// Tells whether an address is one of this list's concepts, by its beginning.
  boolean holds(String concept) {
    return concept.startsWith(
        switch (this) {
          case HVD_CATEGORY -> "http://data.europa.eu/bna/c_";
          case CHECKSUM_ALGORITHM -> "http://spdx.org/rdf/terms#checksumAlgorithm_";
          case PUBLISHER_TYPE -> "http://purl.org/adms/publishertype/";
          default -> uri + "/";
        });
  }

  /// The name of its folder in `vocabularies/`.
  public String folder() {
    return folder;
  }
}
