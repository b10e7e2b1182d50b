package org.allmende.catalog.browsing;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.rdf.CatalogPage;
import org.allmende.dcat.rdf.RdfSyntax;
import org.allmende.dcat.rdf.RdfWriter;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;

/// The catalogues as harvesters read them, page by page or as a whole. The same state of the store
/// gives the same bytes.
public final class Listing {

  /// Datasets on a page.
  public static final int SIZE = 100;

  private final DatasetStore store;
  private final Chronicle chronicle;
  private final Describing describing;
  private final Addresses addresses;

  public Listing(
      DatasetStore store, Chronicle chronicle, Describing describing, Addresses addresses) {
    this.store = store;
    this.chronicle = chronicle;
    this.describing = describing;
    this.addresses = addresses;
  }

  /// Part of what is published.
  ///
  /// @param tenant whose catalogue; null for that of all
  /// @param since since when datasets have changed; null for whenever
  public record Part(@Nullable String tenant, @Nullable Instant since) {}

  /// The URI of the catalogue.
  public String uri(Part part) {
    String tenant = part.tenant();
    return tenant == null ? addresses.catalog() : addresses.catalog(tenant);
  }

  /// Where a page lies in a syntax, but for its number.
  public String address(Part part, RdfSyntax syntax) {
    String since = part.since() == null ? "" : "modifiedSince=" + part.since() + "&";
    return uri(part) + "." + syntax.suffix() + "?" + since + "page=";
  }

  /// How many pages there are, at least one.
  public int pages(Part part) {
    return pages(ids(part).size());
  }

  private static int pages(int total) {
    return Math.max(1, (total + SIZE - 1) / SIZE);
  }

  private List<DatasetId> ids(Part part) {
    Instant since = part.since();
    return since == null
        ? store.ids(part.tenant(), State.PUBLISHED)
        : chronicle.all(Chronicle.Span.since(part.tenant(), since)).stream()
            .filter(event -> !event.withdrawn())
            .map(Chronicle.Event::id)
            .sorted()
            .toList();
  }

  /// A page; empty where there is no such catalogue or page.
  public Optional<byte[]> page(Part part, int number, RdfSyntax syntax) {
    Optional<Graph> catalog = store.graph(uri(part));
    List<DatasetId> ids = ids(part);
    int pages = pages(ids.size());
    if (catalog.isEmpty() || number < 1 || number > pages) {
      return Optional.empty();
    }
    int from = (number - 1) * SIZE;
    var members =
        ids.subList(from, Math.min(from + SIZE, ids.size())).stream()
            .flatMap(id -> member(id).stream())
            .toList();
    var place = new CatalogPage.Place(address(part, syntax), number, pages, ids.size(), SIZE);
    return Optional.of(CatalogPage.write(uri(part), catalog.get(), members, place, syntax));
  }

  /// Writes a whole catalogue dataset by dataset; memory does not grow with it. What changes
  /// meanwhile is written as it was or as it is then.
  ///
  /// @param tenant null for the catalogue of all
  /// @param quads whether each dataset stands in the graph of its name (N-Quads) or all are one
  ///   graph (N-Triples)
  /// @param out is not closed
  /// @return false where there is no such catalogue
  public boolean dump(@Nullable String tenant, boolean quads, OutputStream out) throws IOException {
    String uri = uri(new Part(tenant, null));
    Optional<Graph> catalog = store.graph(uri);
    if (catalog.isEmpty()) {
      return false;
    }
    try {
      write(uri, catalog.get(), quads, out);
      for (DatasetId id : store.ids(tenant, State.PUBLISHED)) {
        var member = member(id);
        if (member.isPresent()) {
          write(member.get().uri(), member.get().graph(), quads, out);
          write(member.get().record(), CatalogPage.entry(uri, member.get()), quads, out);
        }
      }
    } catch (RuntimeIOException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e);
    }
    return true;
  }

  private static void write(String name, Graph graph, boolean quads, OutputStream out) {
    if (quads) {
      RdfWriter.writeQuads(name, graph, out);
    } else {
      RdfWriter.write(graph, NodeFactory.createURI(name), RdfSyntax.N_TRIPLES, out);
    }
  }

  private Optional<CatalogPage.Member> member(DatasetId id) {
    return store
        .find(id)
        .filter(stored -> stored.entry().state() == State.PUBLISHED)
        .map(stored ->
            new CatalogPage.Member(
                stored.entry().uri(),
                addresses.record(id),
                describing.description(stored.entry()),
                stored.issued(),
                stored.modified()));
  }
}
