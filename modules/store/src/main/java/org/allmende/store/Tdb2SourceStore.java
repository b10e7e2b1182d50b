package org.allmende.store;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceStore;
import org.apache.jena.graph.Node;

/// The sources of tenants in the private part of the store.
final class Tdb2SourceStore implements SourceStore {

  private final PrivateTexts texts;
  private final Writer writer;

  Tdb2SourceStore(PrivateTexts texts, Writer writer) {
    this.texts = texts;
    this.writer = writer;
  }

  @Override
  public List<Source> sources() {
    return texts.all(Words.SOURCE, Source.class).stream()
        .sorted(Comparator.comparing(Source::tenant).thenComparing(Source::name))
        .toList();
  }

  @Override
  public void put(Source source) {
    texts.write(node(source.tenant(), source.name()), Words.SOURCE, source);
  }

  @Override
  public boolean remove(String tenant, String name) {
    Node source = node(tenant, name);
    return writer.write(edit -> {
      boolean known = edit.secret(source, Words.SOURCE).isPresent();
      edit.about(source, Set.of());
      return known;
    });
  }

  private static Node node(String tenant, String name) {
    return Words.uri("source:" + tenant + "/" + name);
  }
}
