package org.allmende.catalog.publishing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.catalog.store.Batch;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.sparql.graph.GraphFactory;

/// Takes the records of one RDF file into a tenant's catalogue, many in a transaction; what is
/// durable is said as it becomes so, and after a crash the file is imported again. A record keeps
/// its URI; whatever else the file says goes into a graph named after the file.
final class RdfImport implements RdfFiles.Sink {

  private static final int BATCH = Batch.SIZE;

  private static final int MAX_REST = 100_000;

  private final DatasetStore store;
  private final DatasetLocks locks;
  private final Tenant tenant;
  private final Path file;
  private final Importing.Listener listener;
  private final Map<String, Graph> batch = new LinkedHashMap<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final FreeAddresses free;
  private final List<Finding> findings = new ArrayList<>();
  private Graph rest = GraphFactory.createDefaultGraph();
  private long records;

  /// A line to be said when its change is durable.
  private record Pending(long change, Importing.Line line) {}

  RdfImport(
      DatasetStore store,
      DatasetLocks locks,
      Tenant tenant,
      Path file,
      Importing.Listener listener) {
    this.store = store;
    this.locks = locks;
    this.tenant = tenant;
    this.file = file;
    this.listener = listener;
    this.free = new FreeAddresses(store, tenant.slug(), locks);
  }

  void run() throws IOException {
    new RdfFiles().read(file, String.valueOf(file.getFileName()), this);
    flush();
    flushRest();
    settle();
    if (records == 0 && findings.isEmpty()) {
      findings.add(noDataset());
    }
    if (!findings.isEmpty()) {
      listener.line(
          new Importing.Line(
              file,
              null,
              String.valueOf(file.getFileName()),
              records == 0 ? Importing.Result.REFUSED : Importing.Result.SKIPPED,
              findings));
    }
  }

  @Override
  public void record(String uri, Graph graph, boolean more) {
    Graph waiting = batch.get(uri);
    if (waiting != null) {
      GraphUtil.addInto(waiting, graph);
      return;
    }
    if (more) {
      settle(); // or what was given before is not seen
      stored(uri).ifPresent(stored -> GraphUtil.addInto(graph, stored.entry().graph()));
    }
    batch.put(uri, graph);
    if (batch.size() >= BATCH) {
      flush();
    }
  }

  @Override
  public void rest(Graph graph) {
    GraphUtil.addInto(rest, graph);
    if (rest.size() >= MAX_REST) {
      flushRest();
    }
  }

  @Override
  public void finding(Finding finding) {
    findings.add(finding);
  }

  private Optional<Stored> stored(String uri) {
    return store.idOf(uri).flatMap(store::find);
  }

  private void flush() {
    var places = new LinkedHashMap<DatasetId, String>();
    batch.forEach((uri, graph) -> place(uri, graph).ifPresent(id -> places.put(id, uri)));
    locks.alone(
        places.keySet(),
        () -> {
          var entries = new ArrayList<Entry>(places.size());
          places.forEach((id, uri) -> entries.add(entry(id, uri)));
          store.fill(
              entries,
              this::taken,
              (entry, why) -> refuse(entry.uri(), Text.same(String.valueOf(why.getMessage()))));
        });
    batch.clear();
    sayDurable();
    listener.progress(file, records);
  }

  /// Makes durable what is written, and says so.
  private void settle() {
    if (!pending.isEmpty()) {
      store.flush();
      sayDurable();
    }
  }

  private void sayDurable() {
    long durable = store.change();
    while (!pending.isEmpty() && pending.peek().change <= durable) {
      listener.line(pending.remove().line);
    }
  }

  private void taken(Entry entry, Receipt receipt) {
    records++;
    var line =
        new Importing.Line(
            file,
            entry.id(),
            Datasets.read(entry.graph(), entry.uri()).title("de"),
            receipt.changed() ? Importing.Result.PUBLISHED : Importing.Result.UNCHANGED,
            List.of());
    pending.add(new Pending(receipt.change(), line));
  }

  private Optional<DatasetId> place(String uri, Graph graph) {
    Optional<DatasetId> known = store.idOf(uri);
    if (known.isPresent() && !known.get().tenant().equals(tenant.slug())) {
      refuse(uri, new Text("er gehört zu " + known.get(), "it belongs to " + known.get()));
      return Optional.empty();
    }
    return known.or(() -> Optional.of(free.mint(uri, graph)));
  }

  private Entry entry(DatasetId id, String uri) {
    String notes = store.find(id).map(stored -> stored.entry().notes()).orElse("");
    return new Entry(id, uri, State.PUBLISHED, Objects.requireNonNull(batch.get(uri)), notes);
  }

  private void flushRest() {
    if (rest.isEmpty()) {
      return;
    }
    String name =
        "urn:x-import:" + tenant.slug() + ":" + Slug.of(String.valueOf(file.getFileName()));
    store.addToGraph(name, rest);
    rest = GraphFactory.createDefaultGraph();
  }

  private void refuse(String uri, Text why) {
    var refused =
        new Finding(
            "record-refused",
            Severity.BLOCKING,
            new Finding.Place(null, null, uri),
            new Text(
                "Der Datensatz wurde nicht übernommen: " + why.de(),
                "The dataset was not taken in: " + why.en()),
            new Text(
                "Geben Sie ihm eine eigene Adresse (URI), die keinem anderen gehört.",
                "Give it an address (URI) of its own that belongs to nobody else."));
    listener.line(new Importing.Line(file, null, uri, Importing.Result.REFUSED, List.of(refused)));
  }

  private static Finding noDataset() {
    return new Finding(
        "rdf-no-dataset",
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(
            "In der Datei steht kein Datensatz (dcat:Dataset).",
            "There is no dataset (dcat:Dataset) in the file."),
        new Text(
            "Prüfen Sie, ob es eine DCAT-Beschreibung ist.",
            "Check whether it is a DCAT description."));
  }
}
