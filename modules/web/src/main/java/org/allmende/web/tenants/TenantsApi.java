package org.allmende.web.tenants;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.Addresses;
import org.allmende.model.Finding;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Looks;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Who publishes here: the list for everybody, a new entry for the operator, and what it says of
/// itself for its administrator.
@RestController
public final class TenantsApi {

  private final Tenants tenants;
  private final DatasetStore store;
  private final Addresses addresses;

  TenantsApi(Tenants tenants, DatasetStore store, Addresses addresses) {
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
      refuse(request, tenants.check(tenant, actor(request)));
      tenants.add(tenant, Caller.mark(request));
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

  /// What is not named stays as it is. `crest` is a picture in Base64, or null for none.
  @PutMapping("/api/v1/tenants/{tenant}")
  synchronized ResponseEntity<byte[]> change(
      @PathVariable String tenant, HttpServletRequest request) throws IOException {
    Tenant known = tenants.find(tenant).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    JsonNode said = JsonBody.read(request);
    var anew = new LinkedHashMap<String, Object>();
    said.forEachEntry(anew::put);
    Tenant wanted = understood(request, Settings.changed(known, anew));
    refuse(request, tenants.check(wanted, actor(request)));
    JsonNode crest = said.path("crest");
    Tenant kept =
        tenants.change(
            crest.isNull() ? wanted.with(wanted.look().with(null)) : wanted,
            crest.isString() ? Optional.of(crest(crest.asString())) : Optional.empty(),
            Caller.mark(request));
    return written(HttpStatus.OK, kept);
  }

  private static Crest crest(String base64) {
    byte[] picture;
    try {
      picture = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      picture = new byte[0];
    }
    return Crest.read(picture)
        .orElseThrow(() ->
            Problem.of(
                    Trouble.INVALID_REQUEST,
                    Words.GERMAN.t("settings.wrong.crest"),
                    Words.ENGLISH.t("settings.wrong.crest"))
                .with("parameter", "crest"));
  }

  private static Actor actor(HttpServletRequest request) {
    return Caller.of(request).orElseThrow(() -> Problem.of(Trouble.UNAUTHENTICATED));
  }

  private ResponseEntity<byte[]> written(HttpStatus status, Tenant tenant) {
    return Reply.written(
        status, Map.of(HttpHeaders.LOCATION, addresses.catalog(tenant.slug())), json(tenant));
  }

  private static Tenant read(HttpServletRequest request) throws IOException {
    return understood(request, TenantReader.json(body(request)));
  }

  private static Tenant understood(HttpServletRequest request, TenantReader.Result read) {
    refuse(request, read.findings());
    return read.tenant().orElseThrow();
  }

  private static void refuse(HttpServletRequest request, List<Finding> findings) {
    if (!findings.isEmpty()) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Die Angaben zum Mandanten stimmen noch nicht.",
              "The settings of the tenant are not right yet.")
          .with("findings", new DatasetJson(Pages.language(request)).findings(findings));
    }
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    String type = request.getContentType() == null ? "" : request.getContentType();
    if (is(type, MediaType.APPLICATION_JSON_VALUE)) {
      return JsonBody.bytes(request);
    }
    if (is(type, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        || is(type, MediaType.MULTIPART_FORM_DATA_VALUE)) {
      var fields = new LinkedHashMap<String, @Nullable String>();
      for (String field : Settings.FIELDS) {
        String value = request.getParameter(field);
        if (value != null) {
          fields.put(field, value);
        }
      }
      fields.put("slug", request.getParameter("slug"));
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
    Map<String, @Nullable Object> json = Settings.of(tenant);
    json.put(
        "crest", Looks.crest(tenant).isEmpty() ? null : addresses.base() + Looks.crest(tenant));
    json.put("datasets", store.ids(tenant.slug(), State.PUBLISHED).size());
    json.put("catalog", addresses.catalog(tenant.slug()));
    return json;
  }
}
