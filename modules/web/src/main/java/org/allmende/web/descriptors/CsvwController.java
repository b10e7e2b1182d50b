package org.allmende.web.descriptors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.model.Addresses;
import org.allmende.web.access.Visible;
import org.allmende.web.datasets.DescriptionController;
import org.allmende.web.http.Negotiation;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Syntaxes;
import org.allmende.web.http.Trouble;
import org.allmende.web.rows.DatasetTables;
import org.allmende.web.rows.DatasetTables.Found;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A table in the words of CSVW: the [metadata](https://www.w3.org/TR/tabular-metadata/) of its
/// CSV, and its rows [as RDF](https://www.w3.org/TR/csv2rdf/).
@RestController
public final class CsvwController {

  private static final String TABLE = "/api/v1/datasets/{tenant}/{slug}/tables/{number}";
  private static final List<RdfSyntax> OFFERED = List.of(RdfSyntax.TURTLE, RdfSyntax.N_TRIPLES);

  private final Visible visible;
  private final DatasetTables tables;
  private final Addresses addresses;

  CsvwController(Visible visible, DatasetTables tables, Addresses addresses) {
    this.visible = visible;
    this.tables = tables;
    this.addresses = addresses;
  }

  @GetMapping(TABLE + "/metadata")
  ResponseEntity<byte[]> metadata(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    Found found = tables.find(shown, version, number);
    CleanTable table = found.clean();
    String title = shown.dataset().title("de");
    String address = address(shown, found, version);
    return Reply.to(request)
        .type(DescriptionController.CSVW)
        .vary(HttpHeaders.AUTHORIZATION)
        .body(() -> Json.own().writeValueAsBytes(table.metadata(address, title)));
  }

  /// The answer is on its way while the file is read.
  @GetMapping(TABLE + "/rdf")
  @Nullable ResponseEntity<byte[]> rdf(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable int number,
      @RequestParam(defaultValue = "") String format,
      @RequestParam(defaultValue = "minimal") String mode,
      @RequestParam(defaultValue = "") String version,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Shown shown = visible.find(request, tenant, slug);
    Found found = tables.find(shown, version, number);
    CleanTable table = found.clean();
    RdfSyntax syntax = syntax(format, request);
    boolean standard = isStandard(mode);
    String title = shown.dataset().title("de");
    String address = address(shown, found, version);
    String mark =
        Reply.hash(String.join("\n", found.mark(), mode, syntax.suffix(), title, address));
    return Reply.to(request)
        .type(Syntaxes.content(syntax))
        .vary(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
        .mark(mark)
        .stream(response, out -> table.writeRdf(address, title, standard, syntax, out));
  }

  private static RdfSyntax syntax(String format, HttpServletRequest request) {
    if (format.isEmpty()) {
      MediaType chosen =
          Negotiation.require(OFFERED.stream().map(Syntaxes::type).toList(), request);
      return RdfSyntax.ofMediaType(chosen.toString()).orElseThrow();
    }
    return RdfSyntax.ofSuffix(format)
        .filter(OFFERED::contains)
        .orElseThrow(() ->
            Problem.of(Trouble.INVALID_REQUEST, "format ist ttl oder nt.", "format is ttl or nt."));
  }

  private static boolean isStandard(String mode) {
    return switch (mode) {
      case "standard" -> true;
      case "minimal" -> false;
      default ->
          throw Problem.of(
              Trouble.INVALID_REQUEST,
              "mode ist minimal oder standard.",
              "mode is minimal or standard.");
    };
  }

  /// Where the table is as CSV, which its columns are named after.
  private String address(Shown shown, Found found, String version) {
    if (version.isEmpty()) {
      return addresses.csv(shown.id(), found.number());
    }
    return found.address() + "/rows?format=csv&version=" + DatasetTables.version(version);
  }
}
