package org.allmende.web.catalog;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Addresses;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who publishes here: the list for everybody, a new entry for the operator.
@RestController
public final class TenantsApi {

  private static final List<String> FIELDS =
      List.of("slug", "name", "ags", "contactName", "contactEmail", "license", "homepage");

  private final Tenants tenants;
  private final DatasetStore store;
  private final Addresses addresses;
  private final Trail trail;

  TenantsApi(Tenants tenants, DatasetStore store, Addresses addresses, Trail trail) {
    this.trail = trail;
    this.tenants = tenants;
    this.store = store;
    this.addresses = addresses;
  }

  @GetMapping("/api/v1/tenants")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    return Reply.to(request).json(() -> tenants.all().stream().map(this::json).toList());
  }

  @PostMapping("/api/v1/tenants")
  synchronized ResponseEntity<byte[]> create(HttpServletRequest request) throws IOException {
    Tenant tenant = tenants.complete(read(request));
    Optional<Tenant> known = tenants.find(tenant.slug());
    if (known.isEmpty()) {
      tenants.put(tenant);
      String slug = tenant.slug();
      trail.note(new Deed(Caller.mark(request), Deed.What.TENANT_ADDED, slug, slug));
      return written(HttpStatus.CREATED, tenant);
    }
    if (!known.get().equals(tenant)) {
      throw Problem.of(
              Trouble.CONFLICT,
              "Den Mandanten „" + tenant.slug() + "“ gibt es schon, mit anderen Angaben.",
              "There is a tenant “" + tenant.slug() + "” already, with other settings.")
          .with("parameter", "slug");
    }
    return written(HttpStatus.OK, tenant);
  }

  private ResponseEntity<byte[]> written(HttpStatus status, Tenant tenant) {
    return Reply.written(
        status, Map.of(HttpHeaders.LOCATION, addresses.catalog(tenant.slug())), json(tenant));
  }

  private static Tenant read(HttpServletRequest request) throws IOException {
    TenantReader.Result read = TenantReader.json(body(request));
    return read.tenant()
        .orElseThrow(() ->
            Problem.of(
                    Trouble.INVALID_REQUEST,
                    "Die Angaben zum Mandanten stimmen noch nicht.",
                    "The settings of the tenant are not right yet.")
                .with(
                    "findings",
                    new DatasetJson(Pages.language(request)).findings(read.findings())));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    if (is(type, MediaType.APPLICATION_JSON_VALUE)) {
      return JsonBody.bytes(request);
    }
    if (is(type, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        || is(type, MediaType.MULTIPART_FORM_DATA_VALUE)) {
      var fields = new LinkedHashMap<String, String>();
      for (String field : FIELDS) {
        String value = request.getParameter(field);
        if (value != null) {
          fields.put(field, value);
        }
      }
      return Json.own().writeValueAsBytes(fields);
    }
    throw Problem.of(
        Trouble.UNSUPPORTED_MEDIA_TYPE,
        "Ein Mandant kommt als application/json oder als Formular.",
        "A tenant comes as application/json or as a form.");
  }

  private static boolean is(String type, String wanted) {
    return type.regionMatches(true, 0, wanted, 0, wanted.length());
  }

  private Map<String, @Nullable Object> json(Tenant tenant) {
    Metadata.Contact contact = tenant.contact();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("slug", tenant.slug());
    json.put("name", tenant.name());
    json.put("ags", tenant.ags());
    json.put("contactName", contact == null ? null : contact.name());
    json.put("contactEmail", contact == null ? null : contact.email());
    json.put("license", tenant.license());
    json.put("homepage", tenant.homepage());
    json.put("datasets", store.ids(tenant.slug(), State.PUBLISHED).size());
    json.put("catalog", addresses.catalog(tenant.slug()));
    return json;
  }
}
