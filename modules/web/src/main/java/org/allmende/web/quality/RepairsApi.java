package org.allmende.web.quality;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.quality.QualityJson;
import org.allmende.catalog.quality.Repairing;
import org.allmende.catalog.said.Json;
import org.allmende.dcat.mending.Repair;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.http.Unchanged;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Repairs for programs: what could be mended, and mending it. An empty body mends what is sure;
/// `{"all":true}` what rests on assumptions too, `{"codes":[…]}` what is named.
@RestController
public final class RepairsApi {

  private static final int MOST_BYTES = 64 * 1024;

  private final Repairing repairing;
  private final Browsing browsing;
  private final Visible visible;
  private final Freshness freshness;

  RepairsApi(Repairing repairing, Browsing browsing, Visible visible, Freshness freshness) {
    this.repairing = repairing;
    this.browsing = browsing;
    this.visible = visible;
    this.freshness = freshness;
  }

  @GetMapping("/api/v1/datasets/{tenant}/{slug}/repairs")
  ResponseEntity<byte[]> proposals(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Browsing.Shown shown = visible.find(request, tenant, slug);
    String language = Pages.language(request);
    return Reply.to(request)
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, language)
        .json(() -> new QualityJson(language).repairs(repairing.proposals(shown)));
  }

  @PostMapping("/api/v1/datasets/{tenant}/{slug}/repairs")
  ResponseEntity<byte[]> apply(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request)
      throws IOException {
    Browsing.Shown before = visible.toChange(request, tenant, slug);
    Visible.refuseWithdrawn(before);
    Unchanged.require(request, before.stored().change());
    Predicate<Repair> wanted = wanted(request);
    String actor = Caller.mark(request);
    Repairing.Repaired repaired =
        repairing
            .repair(before.id(), wanted, actor)
            .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    Browsing.Shown after = visible.toChange(request, tenant, slug);
    String language = Pages.language(request);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", after.id().toString());
    json.put("change", repaired.change());
    json.put("applied", new QualityJson(language).repairs(repaired.applied()));
    json.put("left", new QualityJson(language).repairs(repairing.proposals(after)));
    json.put("findings", new DatasetJson(language).findings(browsing.findings(after)));
    json.put("quality", new DatasetJson(language).quality(browsing.quality(after)));
    return repaired.applied().isEmpty()
        ? Reply.written(HttpStatus.OK, Map.of(), json)
        : freshness.written(HttpStatus.OK, Map.of(), json, repaired.change(), language);
  }

  private static Predicate<Repair> wanted(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw Problem.of(Trouble.TOO_LARGE);
    }
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      return Repair::sure;
    }
    JsonNode json;
    try {
      json = Json.foreign().readTree(body);
    } catch (JacksonException e) {
      throw wrong();
    }
    if (json.path("all").asBoolean(false)) {
      return repair -> true;
    }
    if (!json.path("codes").isArray()) {
      throw wrong();
    }
    Set<String> codes = new HashSet<>();
    json.path("codes").forEach(code -> codes.add(code.asString("")));
    return repair -> codes.contains(repair.code());
  }

  private static Problem wrong() {
    return Problem.of(
        Trouble.INVALID_REQUEST,
        "Erwartet wird nichts, {\"all\":true} oder {\"codes\":[…]}.",
        "Expected is nothing, {\"all\":true} or {\"codes\":[…]}.");
  }
}
