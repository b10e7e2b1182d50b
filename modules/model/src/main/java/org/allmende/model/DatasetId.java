package org.allmende.model;

/// Names a dataset inside this installation: whose it is, and its slug there. It is the path of its
/// page, `/datasets/{tenant}/{slug}`, and never changes.
///
/// @param tenant the tenant's slug
/// @param slug the dataset's slug, unique within the tenant
public record DatasetId(String tenant, String slug) implements Comparable<DatasetId> {

  public DatasetId {
    if (!Slug.isValid(tenant) || !Slug.isValid(slug)) {
      throw new IllegalArgumentException("not a dataset id: " + tenant + "/" + slug);
    }
  }

  /// Reads the form `tenant/slug`.
  public static DatasetId parse(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a dataset id: " + path);
    }
    return new DatasetId(path.substring(0, slash), path.substring(slash + 1));
  }

  @Override
  public int compareTo(DatasetId other) {
    int byTenant = tenant.compareTo(other.tenant);
    return byTenant != 0 ? byTenant : slug.compareTo(other.slug);
  }

  /// The form `tenant/slug`.
  @Override
  public String toString() {
    return tenant + "/" + slug;
  }
}
