package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves what pages are made of.
@RestController
public final class AssetsController {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets;
  private final Page.Portal portal;

  AssetsController(Assets assets, Page.Portal portal) {
    this.assets = assets;
    this.portal = portal;
  }

  @GetMapping("/assets/{version}/{*path}")
  ResponseEntity<byte[]> asset(
      @PathVariable String version, @PathVariable String path, HttpServletRequest request) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    Assets.Asset asset = assets.find(name).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    boolean current = version.equals(assets.version());
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = asset.isCompressible() && accepted != null && accepted.contains("gzip");
    String mark = "\"" + assets.version() + (gzip ? "-gzip\"" : "\"");
    var headers = new HttpHeaders();
    headers.set(HttpHeaders.CONTENT_TYPE, asset.type());
    headers.set(HttpHeaders.CACHE_CONTROL, current ? FOR_EVER : "no-cache");
    headers.set(HttpHeaders.ETAG, mark);
    if (asset.isCompressible()) {
      headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (Reply.matches(request, mark)) {
      return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
    }
    if (gzip) {
      headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return new ResponseEntity<>(gzip ? asset.gzip() : asset.bytes(), headers, HttpStatus.OK);
  }

  @GetMapping("/favicon.ico")
  ResponseEntity<Void> favicon() {
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, assets.folder() + "/favicon.svg")
        .build();
  }

  /// Everything may be read by machines, except what is a form.
  @GetMapping("/robots.txt")
  ResponseEntity<byte[]> robots(HttpServletRequest request) {
    return Reply.to(request)
        .type(MediaType.TEXT_PLAIN)
        .body(() ->
            ("User-agent: *\nDisallow: /upload\n\nSitemap: " + portal.base() + "/sitemap.xml\n")
                .getBytes(StandardCharsets.UTF_8));
  }
}
