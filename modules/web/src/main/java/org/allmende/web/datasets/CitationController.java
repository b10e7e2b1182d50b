package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.web.access.Visible;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How to name a dataset as a source, for programs that keep sources.
@RestController
public final class CitationController {

  private final Visible visible;
  private final DatasetFacts facts;
  private final Tenants tenants;
  private final Pages pages;

  CitationController(Visible visible, DatasetFacts facts, Tenants tenants, Pages pages) {
    this.visible = visible;
    this.facts = facts;
    this.tenants = tenants;
    this.pages = pages;
  }

  @GetMapping("/datasets/{tenant}/{slug}/citation.{form}")
  ResponseEntity<byte[]> citation(
      @PathVariable String tenant,
      @PathVariable String slug,
      @PathVariable String form,
      HttpServletRequest request) {
    Citation.Form wanted =
        Citation.Form.of(form)
            .orElseThrow(() ->
                Problem.of(
                    Trouble.NOT_FOUND,
                    "Quellenangaben gibt es als .bib, .ris und .json.",
                    "Citations come as .bib, .ris and .json."));
    Shown shown = visible.find(request, tenant, slug);
    Words words = Words.of(Pages.language(request));
    String name = tenants.name(tenant);
    var saved = ContentDisposition.attachment().filename(slug + "." + form).build();
    return Reply.to(request)
        .type(MediaType.parseMediaType(wanted.mediaType() + ";charset=UTF-8"))
        .vary(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.AUTHORIZATION)
        .header(HttpHeaders.CONTENT_LANGUAGE, words.language())
        .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
        .mark(pages.mark(shown.stored().change(), "cite-" + form + "-" + words.language()))
        .body(() -> facts.citation(words, shown, name).in(wanted));
  }
}
