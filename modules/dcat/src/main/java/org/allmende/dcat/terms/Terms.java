package org.allmende.dcat.terms;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// The words of the standards this module reads and writes: namespaces, classes, properties, and
/// the starts of addresses of concepts.
public final class Terms {

  public static final String DCAT_NS = "http://www.w3.org/ns/dcat#";
  public static final String DCTERMS_NS = "http://purl.org/dc/terms/";

  /// DCAT-AP's own terms. The official German shapes of 3.0 bind the prefix to `r5r#`, which is
  /// wrong: see [#DCATAP_WRONG_NS].
  public static final String DCATAP_NS = "http://data.europa.eu/r5r/";

  /// What some publishers write instead of [#DCATAP_NS].
  public static final String DCATAP_WRONG_NS = "http://data.europa.eu/r5r#";

  public static final String DCATDE_NS = "http://dcat-ap.de/def/dcatde/";
  public static final String GEODCATAP_NS = "http://data.europa.eu/930/";
  public static final String FOAF_NS = "http://xmlns.com/foaf/0.1/";
  public static final String VCARD_NS = "http://www.w3.org/2006/vcard/ns#";
  public static final String SPDX_NS = "http://spdx.org/rdf/terms#";
  public static final String LOCN_NS = "http://www.w3.org/ns/locn#";
  public static final String GEO_NS = "http://www.opengis.net/ont/geosparql#";
  public static final String ADMS_NS = "http://www.w3.org/ns/adms#";
  public static final String SKOS_NS = "http://www.w3.org/2004/02/skos/core#";
  public static final String HYDRA_NS = "http://www.w3.org/ns/hydra/core#";
  public static final String VOID_NS = "http://rdfs.org/ns/void#";
  public static final String CSVW_NS = "http://www.w3.org/ns/csvw#";
  public static final String PROV_NS = "http://www.w3.org/ns/prov#";
  public static final String RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  public static final String RDFS_NS = "http://www.w3.org/2000/01/rdf-schema#";
  public static final String OWL_NS = "http://www.w3.org/2002/07/owl#";
  public static final String XSD_NS = "http://www.w3.org/2001/XMLSchema#";
  public static final String SCHEMA_NS = "http://schema.org/";
  public static final String ELI_NS = "http://data.europa.eu/eli/ontology#";
  public static final String TIME_NS = "http://www.w3.org/2006/time#";

  public static final Node A = rdf("type");

  // Classes
  public static final Node CATALOG = dcat("Catalog");
  public static final Node CATALOG_RECORD = dcat("CatalogRecord");
  public static final Node DATASET = dcat("Dataset");
  public static final Node RESOURCE = dcat("Resource");
  public static final Node DATASET_SERIES = dcat("DatasetSeries");
  public static final Node DATA_SERVICE = dcat("DataService");
  public static final Node DISTRIBUTION = dcat("Distribution");
  public static final Node AGENT = foaf("Agent");
  public static final Node ORGANIZATION = foaf("Organization");
  public static final Node DOCUMENT = foaf("Document");
  public static final Node KIND = vcard("Kind");
  public static final Node VCARD_ORGANIZATION = vcard("Organization");
  public static final Node LOCATION = dcterms("Location");
  public static final Node PERIOD_OF_TIME = dcterms("PeriodOfTime");
  public static final Node CHECKSUM = spdx("Checksum");
  public static final Node RIGHTS_STATEMENT = dcterms("RightsStatement");
  public static final Node LICENSE_DOCUMENT = dcterms("LicenseDocument");
  public static final Node LINGUISTIC_SYSTEM = dcterms("LinguisticSystem");
  public static final Node MEDIA_TYPE_OR_EXTENT = dcterms("MediaTypeOrExtent");
  public static final Node MEDIA_TYPE_CLASS = dcterms("MediaType");
  public static final Node FREQUENCY_CLASS = dcterms("Frequency");
  public static final Node STANDARD = dcterms("Standard");
  public static final Node LEGAL_RESOURCE = iri(ELI_NS + "LegalResource");
  public static final Node CONCEPT = skos("Concept");
  public static final Node CSVW_TABLE = csvw("Table");
  public static final Node CSVW_SCHEMA = csvw("Schema");
  public static final Node CSVW_COLUMN = csvw("Column");

  // dcat
  public static final Node HAS_DATASET = dcat("dataset");
  public static final Node HAS_RECORD = dcat("record");
  public static final Node HAS_SERVICE = dcat("service");
  public static final Node HAS_DISTRIBUTION = dcat("distribution");
  public static final Node KEYWORD = dcat("keyword");
  public static final Node THEME = dcat("theme");
  public static final Node IN_SERIES = dcat("inSeries");
  public static final Node VERSION = dcat("version");
  public static final Node PREVIOUS_VERSION = dcat("previousVersion");
  public static final Node IS_VERSION_OF = dcat("isVersionOf");
  public static final Node THEME_TAXONOMY = dcat("themeTaxonomy");
  public static final Node CONTACT_POINT = dcat("contactPoint");
  public static final Node LANDING_PAGE = dcat("landingPage");
  public static final Node ACCESS_URL = dcat("accessURL");
  public static final Node DOWNLOAD_URL = dcat("downloadURL");
  public static final Node ACCESS_SERVICE = dcat("accessService");
  public static final Node MEDIA_TYPE = dcat("mediaType");
  public static final Node COMPRESS_FORMAT = dcat("compressFormat");
  public static final Node PACKAGE_FORMAT = dcat("packageFormat");
  public static final Node BYTE_SIZE = dcat("byteSize");
  public static final Node ENDPOINT_URL = dcat("endpointURL");
  public static final Node ENDPOINT_DESCRIPTION = dcat("endpointDescription");
  public static final Node SERVES_DATASET = dcat("servesDataset");
  public static final Node START_DATE = dcat("startDate");
  public static final Node END_DATE = dcat("endDate");
  public static final Node BBOX = dcat("bbox");
  public static final Node CENTROID = dcat("centroid");

  // dcterms
  public static final Node TITLE = dcterms("title");
  public static final Node DESCRIPTION = dcterms("description");
  public static final Node PUBLISHER = dcterms("publisher");
  public static final Node ISSUED = dcterms("issued");
  public static final Node MODIFIED = dcterms("modified");
  public static final Node LANGUAGE = dcterms("language");
  public static final Node LICENSE = dcterms("license");
  public static final Node RIGHTS = dcterms("rights");
  public static final Node ACCESS_RIGHTS = dcterms("accessRights");
  public static final Node FORMAT = dcterms("format");
  public static final Node IDENTIFIER = dcterms("identifier");
  public static final Node SPATIAL = dcterms("spatial");
  public static final Node TEMPORAL = dcterms("temporal");
  public static final Node TYPE = dcterms("type");
  public static final Node SUBJECT = dcterms("subject");
  public static final Node SOURCE = dcterms("source");
  public static final Node HAS_PART = dcterms("hasPart");
  public static final Node CONFORMS_TO = dcterms("conformsTo");
  public static final Node FREQUENCY = dcterms("accrualPeriodicity");

  // the others
  public static final Node AVAILABILITY = dcatap("availability");
  public static final Node HVD_CATEGORY = dcatap("hvdCategory");
  public static final Node APPLICABLE_LEGISLATION = dcatap("applicableLegislation");
  public static final Node CONTRIBUTOR_ID = dcatde("contributorID");
  public static final Node GEOCODING = dcatde("politicalGeocodingURI");
  public static final Node GEOCODING_LEVEL = dcatde("politicalGeocodingLevelURI");
  public static final Node ATTRIBUTION = dcatde("licenseAttributionByText");
  public static final Node NAME = foaf("name");
  public static final Node PAGE = foaf("page");
  public static final Node HOMEPAGE = foaf("homepage");
  public static final Node PRIMARY_TOPIC = foaf("primaryTopic");
  public static final Node FN = vcard("fn");
  public static final Node HAS_EMAIL = vcard("hasEmail");
  public static final Node HAS_URL = vcard("hasURL");
  public static final Node HAS_CHECKSUM = spdx("checksum");
  public static final Node ALGORITHM = spdx("algorithm");
  public static final Node CHECKSUM_ALGORITHM = spdx("ChecksumAlgorithm");
  public static final Node CHECKSUM_VALUE = spdx("checksumValue");
  public static final Node SHA256 = spdx("checksumAlgorithm_sha256");
  public static final Node GEOMETRY = iri(LOCN_NS + "geometry");
  public static final Node WKT = iri(GEO_NS + "wktLiteral");
  public static final Node PREF_LABEL = skos("prefLabel");
  public static final Node IN_SCHEME = skos("inScheme");
  public static final Node BROADER = skos("broader");
  public static final Node EXACT_MATCH = skos("exactMatch");
  public static final Node NOTATION = skos("notation");
  public static final Node ENTITIES = iri(VOID_NS + "entities");
  public static final Node LABEL = iri(RDFS_NS + "label");
  public static final Node COMMENT = iri(RDFS_NS + "comment");
  public static final Node CSVW_URL = csvw("url");
  public static final Node CSVW_TABLE_SCHEMA = csvw("tableSchema");
  public static final Node CSVW_HAS_COLUMN = csvw("column");
  public static final Node CSVW_NAME = csvw("name");
  public static final Node CSVW_TITLE = csvw("title");
  public static final Node CSVW_DATATYPE = csvw("datatype");

  /// EU authority tables: `…/{table}/{CODE}`.
  public static final String EU_AUTHORITY = "http://publications.europa.eu/resource/authority/";

  /// IANA media types.
  public static final String IANA = "https://www.iana.org/assignments/media-types/";

  /// German keys of places: `…stateKey/05`, `…districtKey/05315`, `…municipalityKey/05315000`.
  public static final String GERMAN_PLACES = "http://dcat-ap.de/def/politicalGeocoding/";

  private Terms() {}

  /// A node for an address.
  public static Node iri(String uri) {
    return NodeFactory.createURI(uri);
  }

  private static Node rdf(String name) {
    return iri(RDF_NS + name);
  }

  private static Node dcat(String name) {
    return iri(DCAT_NS + name);
  }

  private static Node dcterms(String name) {
    return iri(DCTERMS_NS + name);
  }

  private static Node dcatap(String name) {
    return iri(DCATAP_NS + name);
  }

  private static Node dcatde(String name) {
    return iri(DCATDE_NS + name);
  }

  private static Node foaf(String name) {
    return iri(FOAF_NS + name);
  }

  private static Node vcard(String name) {
    return iri(VCARD_NS + name);
  }

  private static Node spdx(String name) {
    return iri(SPDX_NS + name);
  }

  private static Node skos(String name) {
    return iri(SKOS_NS + name);
  }

  private static Node csvw(String name) {
    return iri(CSVW_NS + name);
  }
}
