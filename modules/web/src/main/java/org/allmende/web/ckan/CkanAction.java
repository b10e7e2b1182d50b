package org.allmende.web.ckan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The calls of CKAN's action API that are answered here, and what they take.
enum CkanAction {
  PACKAGE_LIST("Names of all datasets. limit, offset"),
  CURRENT_PACKAGE_LIST_WITH_RESOURCES(
      "Datasets, the latest first. limit (100, at most 1000), offset"),
  PACKAGE_SHOW("One dataset. id"),
  PACKAGE_SEARCH(
      "Datasets found. q, fq, fq_list, rows (10, at most 1000), start, sort, facet.field, facet.limit"),
  PACKAGE_AUTOCOMPLETE("Datasets by what has been typed. q, limit"),
  RESOURCE_SHOW("One resource. id"),
  RESOURCE_SEARCH("Resources found. query (field:value), limit, offset"),
  ORGANIZATION_LIST("Names of all tenants. all_fields, limit, offset"),
  ORGANIZATION_SHOW("One tenant. id, include_datasets"),
  ORGANIZATION_LIST_FOR_USER("Nobody writes through this API: always empty."),
  GROUP_LIST("Names of all themes. all_fields, limit, offset"),
  GROUP_SHOW("One theme. id, include_datasets"),
  GROUP_PACKAGE_SHOW("The datasets of one theme. id, limit"),
  TAG_LIST("All keywords. query, limit, offset"),
  TAG_SHOW("One keyword. id, include_datasets"),
  TAG_AUTOCOMPLETE("Keywords by what has been typed. query, limit"),
  LICENSE_LIST("The licences of DCAT-AP.de."),
  DATASTORE_SEARCH(
      "Rows of a table. resource_id, filters, q, fields, sort, limit (100, at most 10000), offset,"
          + " include_total, records_format (objects, lists)"),
  SITE_READ("Whether everybody may read: true."),
  STATUS_SHOW("What this is."),
  HELP_SHOW("What a call takes. name");

  private final String help;

  CkanAction(String help) {
    this.help = help;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String help() {
    return help;
  }

  static Optional<CkanAction> of(String word) {
    return Stream.of(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
