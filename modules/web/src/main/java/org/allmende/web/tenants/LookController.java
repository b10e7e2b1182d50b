package org.allmende.web.tenants;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.look.Palette;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Looks;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the colours and the crests of tenants. An older name leads nowhere.
@RestController
public final class LookController {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

  /// A picture loads nothing and runs nothing, wherever it is shown.
  private static final String POLICY = "default-src 'none'; sandbox";

  private final Accounts accounts;

  LookController(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/tenants/{tenant}/look/{version}.css")
  ResponseEntity<byte[]> sheet(
      @PathVariable String tenant, @PathVariable String version, HttpServletRequest request) {
    String css =
        accounts
            .tenant(tenant)
            .map(Tenant::look)
            .flatMap(Palette::of)
            .map(Looks::css)
            .filter(text -> Looks.version(text).equals(version))
            .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    return kept(request, CSS, css.getBytes(StandardCharsets.UTF_8), version);
  }

  @GetMapping("/tenants/{tenant}/crest/{hash}.png")
  ResponseEntity<byte[]> crest(
      @PathVariable String tenant, @PathVariable String hash, HttpServletRequest request) {
    Crest crest =
        accounts
            .crest(tenant)
            .filter(one -> one.hash().hex().equals(hash))
            .orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    return kept(request, MediaType.IMAGE_PNG, crest.bytes(), hash);
  }

  private static ResponseEntity<byte[]> kept(
      HttpServletRequest request, MediaType type, byte[] bytes, String name) {
    var headers = new HttpHeaders();
    headers.setETag("\"" + name + "\"");
    headers.set(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    headers.set("Content-Security-Policy", POLICY);
    if (Reply.matches(request, "\"" + name + "\"")) {
      return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
    }
    headers.setContentType(type);
    return new ResponseEntity<>(bytes, headers, HttpStatus.OK);
  }
}
