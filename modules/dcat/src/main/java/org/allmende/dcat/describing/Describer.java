package org.allmende.dcat.describing;

import java.time.Instant;
import java.util.List;
import org.allmende.dcat.coverage.Content;
import org.allmende.dcat.coverage.Gazetteer;
import org.allmende.dcat.terms.Codes;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Description;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;

/// Says what was read in DCAT-AP.de. What the clerk said always wins; what the tenant's settings
/// say comes next; the rest is read from the file or concluded from its words, each value with how
/// sure we are and why. What nothing shows stays unsaid.
public final class Describer {

  private final Composer composer;

  public Describer(Vocabularies vocabularies) {
    this.composer = new Composer(new Codes(vocabularies), new Gazetteer(vocabularies));
  }

  /// What a description is made of.
  ///
  /// @param id the dataset's place here
  /// @param uri the dataset's URI; inner nodes get addresses below it
  /// @param base the public address of this installation
  /// @param tenant who publishes it
  /// @param drafts its files, the most telling first
  /// @param said what the clerk said
  /// @param issued when it was first published
  /// @param modified when it was last changed
  /// @param versions when its versions came, the oldest first, as far as there were several
  /// @param experience asked where the rules are unsure
  public record Request(
      DatasetId id,
      String uri,
      String base,
      Tenant tenant,
      List<Draft> drafts,
      Metadata said,
      Instant issued,
      Instant modified,
      List<Instant> versions,
      Experience experience) {
    public Request {
      drafts = List.copyOf(drafts);
      versions = List.copyOf(versions);
    }

    /// The same with other dates.
    public Request dated(Instant issued, Instant modified) {
      return new Request(
          id, uri, base, tenant, drafts, said, issued, modified, versions, experience);
    }
  }

  /// The description of a dataset.
  public Description describe(Request request) {
    Content content =
        composer.compose(request, new Addresses(request.base()).publisher(request.tenant().slug()));
    Graph graph = GraphMemFactory.createDefaultGraph();
    new DatasetGraph(graph, request, content).write();
    return new Description(
        request.id(),
        request.uri(),
        graph,
        composer.fields(content, request.said(), content.hvd()),
        content.claims(),
        content.findings());
  }

  /// What would be said about a file with nothing typed, by a publisher we know nothing about.
  public Metadata propose(Draft draft) {
    Content content = composer.compose(draft);
    return composer.fields(content, Metadata.NOTHING, content.suggestedHvd());
  }
}
