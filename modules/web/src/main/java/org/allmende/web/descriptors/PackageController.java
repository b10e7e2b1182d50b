package org.allmende.web.descriptors;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.model.Addresses;
import org.allmende.model.Finding;
import org.allmende.web.access.Visible;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.rows.DatasetTables;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A dataset as a package that data tools open: as [Data
/// Package](https://datapackage.org/standard/data-package/) and as
/// [Croissant](https://docs.mlcommons.org/croissant/docs/croissant-spec.html).
@RestController
public final class PackageController {

  private static final MediaType JSON_LD = MediaType.parseMediaType("application/ld+json");
  private static final Set<String> ODD_CELLS = Set.of("cell-type");

  private final Visible visible;
  private final Browsing browsing;
  private final DatasetTables tables;
  private final Concepts concepts;
  private final Addresses addresses;
  private final Pages pages;

  PackageController(
      Visible visible,
      Browsing browsing,
      DatasetTables tables,
      Concepts concepts,
      Addresses addresses,
      Pages pages) {
    this.visible = visible;
    this.browsing = browsing;
    this.tables = tables;
    this.concepts = concepts;
    this.addresses = addresses;
    this.pages = pages;
  }

  @GetMapping("/datasets/{tenant}/{slug}/datapackage.json")
  ResponseEntity<byte[]> dataPackage(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.find(request, tenant, slug);
    return answer(
        request,
        shown,
        MediaType.APPLICATION_JSON,
        "datapackage",
        contents -> new DataPackageDocument(contents, concepts).json());
  }

  @GetMapping("/datasets/{tenant}/{slug}/croissant.json")
  ResponseEntity<byte[]> croissant(
      @PathVariable String tenant, @PathVariable String slug, HttpServletRequest request) {
    Shown shown = visible.find(request, tenant, slug);
    return answer(
        request, shown, JSON_LD, "croissant", contents -> new CroissantDocument(contents).json());
  }

  private interface Form {
    Map<String, Object> of(PackageContents contents);
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, Shown shown, MediaType type, String variant, Form form) {
    return Reply.to(request)
        .type(type)
        .vary(HttpHeaders.AUTHORIZATION)
        .mark(pages.mark(shown.stored().change(), variant))
        .body(() -> Json.own().writeValueAsBytes(form.of(contents(shown))));
  }

  private PackageContents contents(Shown shown) {
    try {
      Set<String> odd =
          browsing.findings(shown).stream()
              .filter(finding -> ODD_CELLS.contains(finding.code()))
              .map(Finding::place)
              .map(place -> String.valueOf(place.column()))
              .collect(Collectors.toSet());
      return new PackageContents(shown, tables.all(shown, ""), odd, addresses.dataset(shown.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
