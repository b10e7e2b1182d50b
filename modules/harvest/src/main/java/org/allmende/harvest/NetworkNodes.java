package org.allmende.harvest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.nodes.NodeFailed;
import org.allmende.catalog.nodes.OtherNodes;
import org.allmende.model.Dataset.Box;
import org.jspecify.annotations.Nullable;

/// Asks other installations through the guarded way out, by the same search that everybody may use:
/// one request, no redirects, a bounded answer.
public final class NetworkNodes implements OtherNodes {

  private static final Map<String, String> JSON = Map.of("Accept", "application/json");
  private static final int MOST_BYTES = 4 << 20;

  private final Network network;

  /// @param allowed hosts, or `host:port`, that may be asked although they are not public
  public NetworkNodes(Set<String> allowed) {
    this(new Network(allowed, Limits.PROMPT));
  }

  NetworkNodes(Network network) {
    this.network = network;
  }

  @Override
  public Answer ask(Node node, SearchIndex.Request asked) throws NodeFailed {
    Network.Exchanged came;
    try {
      came = network.exchange(address(node, asked), JSON, "", MOST_BYTES);
    } catch (SourceFailed e) {
      throw e.finding().code().equals("harvest-address")
          ? NodeFailed.refused(e.finding().message().en(), true)
          : NodeFailed.because(e);
    }
    int status = came.status();
    if (status >= 400 && status < 500) {
      throw NodeFailed.refused(node.name() + " answers with " + status, status == 429);
    }
    if (status != 200) {
      throw NodeFailed.saying(node.name() + " answers with " + status);
    }
    return new NodeAnswers(node, asked.size()).read(came.body());
  }

  /// The question as it is asked of anybody.
  static URI address(Node node, SearchIndex.Request asked) {
    var query = new StringBuilder();
    add(query, "q", asked.text());
    for (String facet : SearchIndex.Request.FACETS) {
      asked.filters().getOrDefault(facet, List.of()).forEach(v -> add(query, facet, v));
    }
    add(query, "modifiedFrom", asked.modified().from());
    add(query, "modifiedTo", asked.modified().to());
    add(query, "coverageFrom", asked.coverage().from());
    add(query, "coverageTo", asked.coverage().to());
    Box box = asked.box();
    if (box != null) {
      add(query, "bbox", box.west() + "," + box.south() + "," + box.east() + "," + box.north());
    }
    asked.counted().stream().sorted().forEach(facet -> add(query, "facets", facet));
    add(query, "sort", asked.sort().name().toLowerCase(Locale.ROOT));
    add(query, "size", Integer.toString(asked.size()));
    add(query, "statistics", Boolean.toString(asked.measured()));
    return URI.create(node.address() + "/api/v1/search?" + query);
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
