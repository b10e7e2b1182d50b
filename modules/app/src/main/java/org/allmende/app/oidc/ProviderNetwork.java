package org.allmende.app.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.harvest.Network;

/// The guarded way out, as the protocol's library wants it. Answers are bounded, and nothing is
/// followed anywhere.
final class ProviderNetwork implements ResourceRetriever {

  private static final int MOST = 256 * 1024;
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  private final Network network;

  ProviderNetwork(Network network) {
    this.network = network;
  }

  /// What stands at an address.
  ///
  /// @throws IOException when it is nothing
  String get(URI address) throws IOException {
    Network.Exchanged answer = network.exchange(address, JSON, "", MOST);
    if (answer.status() != 200) {
      throw new IOException(address + " answers with " + answer.status());
    }
    return answer.body();
  }

  @Override
  public Resource retrieveResource(URL address) throws IOException {
    return new Resource(get(URI.create(address.toString())), "application/json");
  }

  /// Sends what the library has made.
  HTTPResponse send(HTTPRequest request) throws IOException, ParseException {
    var headers = new LinkedHashMap<>(JSON);
    request
        .getHeaderMap()
        .forEach((name, values) -> {
          if (!values.isEmpty()) {
            headers.put(name, values.getFirst());
          }
        });
    Network.Exchanged answer = network.exchange(request.getURI(), headers, request.getBody(), MOST);
    var response = new HTTPResponse(answer.status());
    if (!answer.type().isEmpty()) {
      response.setContentType(answer.type());
    }
    response.setBody(answer.body());
    return response;
  }
}
