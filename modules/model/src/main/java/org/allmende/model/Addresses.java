package org.allmende.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The public addresses of this installation, all below one base. What is minted with a base keeps
/// it, whatever the base becomes later.
///
/// @param base without a slash at the end, such as `https://daten.example.org`
public record Addresses(String base) {

  public Addresses {
    base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /// A dataset's page; for datasets made here also the dataset's URI.
  public String dataset(DatasetId id) {
    return base + "/datasets/" + id.tenant() + "/" + id.slug();
  }

  /// Where programs find the tables of a dataset; a table and what it can be asked lie below it.
  public String tables(DatasetId id) {
    return base + "/api/v1/datasets/" + id + "/tables";
  }

  /// The CSV of a table, repaired; its columns are named after it.
  ///
  /// @param number of the table, from 1
  public String csv(DatasetId id, int number) {
    return number == 1 ? dataset(id) + ".csv" : tables(id) + "/" + number + "/rows?format=csv";
  }

  /// Where a password is set by a link's secret.
  public String passwordLink(String secret) {
    return base + "/account/password?link=" + secret;
  }

  /// A dataset's catalogue record, which is also the name of the record's graph.
  public String record(DatasetId id) {
    return dataset(id) + "#record";
  }

  /// A tenant's catalogue.
  public String catalog(String tenant) {
    return base + "/catalogs/" + tenant;
  }

  /// The catalogue of all tenants.
  public String catalog() {
    return base + "/catalog";
  }

  /// A tenant as the publisher of its data.
  public String publisher(String tenant) {
    return catalog(tenant) + "#publisher";
  }

  /// The original bytes of a file.
  public String file(Sha256 hash, String name) {
    return base + "/files/" + hash.hex() + "/" + encode(name);
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
