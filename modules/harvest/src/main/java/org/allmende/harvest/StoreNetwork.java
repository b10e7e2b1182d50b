package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The guarded way out, as the library of S3 wants it: to the one host that the operator has named,
/// and nowhere else. The library signs, the network sends.
public final class StoreNetwork implements SdkHttpClient {

  /// What Java's client says by itself.
  private static final Set<String> OWN = Set.of("host", "content-length", "expect", "connection");

  private final Network network;
  private final String host;

  /// A network to one host.
  ///
  /// @param endpoint the address of the store
  public StoreNetwork(URI endpoint) {
    this.host = host(endpoint);
    this.network = Network.toStore(host);
  }

  private static String host(URI address) {
    boolean isSecure = "https".equalsIgnoreCase(address.getScheme());
    int port = address.getPort() >= 0 ? address.getPort() : isSecure ? 443 : 80;
    return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Asking(request);
  }

  @Override
  public String clientName() {
    return "Allmende";
  }

  @Override
  public void close() {
    // Its connections end with the process.
  }

  /// One request.
  private final class Asking implements ExecutableHttpRequest {

    private final HttpExecuteRequest request;
    private volatile @Nullable InputStream body;

    Asking(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      SdkHttpRequest head = request.httpRequest();
      URI address = head.getUri();
      if (!host(address).equals(host)) {
        throw new IOException("not the address of the store: " + address.getHost());
      }
      long length =
          request.contentStreamProvider().isPresent()
              ? head.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(0L)
              : 0;
      Network.Opened answer =
          network.open(address, head.method().name(), headers(head), this::content, length);
      body = answer.body();
      var response = SdkHttpResponse.builder().statusCode(answer.status());
      answer.headers().forEach(response::putHeader);
      return HttpExecuteResponse.builder()
          .response(response.build())
          .responseBody(AbortableInputStream.create(answer.body(), this))
          .build();
    }

    private InputStream content() {
      return request
          .contentStreamProvider()
          .map(ContentStreamProvider::newStream)
          .orElseGet(InputStream::nullInputStream);
    }

    private static Map<String, List<String>> headers(SdkHttpRequest head) {
      var headers = new LinkedHashMap<String, List<String>>();
      head.headers()
          .forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
              headers.put(name, values);
            }
          });
      return headers;
    }

    @Override
    public void abort() {
      InputStream open = body;
      if (open != null) {
        try {
          open.close();
        } catch (IOException _) {
          // It is not read any more.
        }
      }
    }
  }
}
