package org.allmende.web.tenants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.said.Json;
import org.allmende.model.Metadata.Contact;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;

/// What is said of a tenant, in the names that forms and programs use.
final class Settings {

  static final List<String> FIELDS =
      List.of(
          "name",
          "ags",
          "contactName",
          "contactEmail",
          "contactUrl",
          "license",
          "homepage",
          "colour",
          "darkColour",
          "accent",
          "domain");

  private Settings() {}

  static Map<String, @Nullable Object> of(Tenant tenant) {
    Contact contact = tenant.contact();
    var said = new LinkedHashMap<String, @Nullable Object>();
    said.put("slug", tenant.slug());
    said.put("name", tenant.name());
    said.put("ags", tenant.ags());
    said.put("contactName", contact == null ? null : contact.name());
    said.put("contactEmail", contact == null ? null : contact.email());
    said.put("contactUrl", contact == null ? null : contact.url());
    said.put("license", tenant.license());
    said.put("homepage", tenant.homepage());
    said.put("colour", tenant.look().colour());
    said.put("darkColour", tenant.look().darkColour());
    said.put("accent", tenant.look().accent());
    said.put("domain", tenant.look().domain());
    return said;
  }

  /// A tenant with what is said anew; what is not named stays, and so does the crest.
  static TenantReader.Result changed(Tenant known, Map<String, ?> anew) {
    var all = of(known);
    for (String field : FIELDS) {
      if (anew.containsKey(field)) {
        all.put(field, anew.get(field));
      }
    }
    TenantReader.Result read = TenantReader.json(Json.own().writeValueAsBytes(all));
    return new TenantReader.Result(
        read.tenant().map(one -> one.with(one.look().with(known.look().crest()))), read.findings());
  }
}
