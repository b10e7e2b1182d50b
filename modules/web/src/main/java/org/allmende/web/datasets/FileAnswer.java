package org.allmende.web.datasets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.allmende.model.Bytes;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;

/// A file on its way out, whole or in parts ([RFC 9110,
/// 14](https://www.rfc-editor.org/rfc/rfc9110#name-range-requests)). Ranges that are malformed, or
/// that together are more than the file, are answered with the whole file.
///
/// @param mark the file's strong `ETag`
public record FileAnswer(Bytes bytes, String type, String mark) {

  private static final ResourceRegionHttpMessageConverter PARTS =
      new ResourceRegionHttpMessageConverter();

  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.ETAG, mark);
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (Reply.matches(request, mark)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    long size = bytes.size();
    List<ResourceRegion> regions = regions(request, size);
    response.setContentType(type);
    if (regions.isEmpty()) {
      one(request, response, 0, size);
    } else if (regions.size() == 1) {
      ResourceRegion region = regions.getFirst();
      long end = region.getPosition() + region.getCount() - 1;
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(
          HttpHeaders.CONTENT_RANGE, "bytes " + region.getPosition() + "-" + end + "/" + size);
      one(request, response, region.getPosition(), region.getCount());
    } else {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      if (!isHead(request)) {
        PARTS.write(
            regions, null, MediaType.parseMediaType(type), new ServletServerHttpResponse(response));
      }
    }
  }

  private void one(
      HttpServletRequest request, HttpServletResponse response, long position, long count)
      throws IOException {
    response.setContentLengthLong(count);
    if (isHead(request)) {
      return;
    }
    try (InputStream in = bytes.open(position, count)) {
      in.transferTo(response.getOutputStream());
    }
  }

  /// For several parts at once, which nobody but tests asks for, the file is had on this machine.
  private final class Whole extends AbstractResource {

    private final long size;

    Whole(long size) {
      this.size = size;
    }

    @Override
    public long contentLength() {
      return size;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return Files.newInputStream(bytes.path());
    }

    @Override
    public String getDescription() {
      return mark;
    }
  }

  private static boolean isHead(HttpServletRequest request) {
    return request.getMethod().equals("HEAD");
  }

  private List<ResourceRegion> regions(HttpServletRequest request, long size) {
    String asked = request.getHeader(HttpHeaders.RANGE);
    String condition = request.getHeader(HttpHeaders.IF_RANGE);
    if (asked == null || (condition != null && !condition.equals(mark))) {
      return List.of();
    }
    List<HttpRange> ranges;
    try {
      ranges = HttpRange.parseRanges(asked);
    } catch (IllegalArgumentException _) {
      return List.of();
    }
    List<HttpRange> within =
        ranges.stream().filter(range -> range.getRangeStart(size) < size).toList();
    if (within.isEmpty()) {
      throw Problem.of(Trouble.RANGE_NOT_SATISFIABLE)
          .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
    }
    try {
      return HttpRange.toResourceRegions(within, new Whole(size));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }
}
