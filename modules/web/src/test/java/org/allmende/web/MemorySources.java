package org.allmende.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.HarvestJournal;
import org.allmende.catalog.harvest.Harvesting;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.harvest.SourceRecord;
import org.allmende.catalog.harvest.SourceStore;
import org.allmende.catalog.harvest.Tape;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.dcat.upgrading.Upgrade;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/// Sources, and the catalogues that they lead to, in memory: the test says what stands at an
/// address. Loopback is refused, and where nothing was said, nobody answers.
public final class MemorySources implements SourceStore, HarvestJournal, Catalogues {

  /// The title of a dataset that is broken at its source.
  public static final String BROKEN = "";

  private final List<Source> sources = new ArrayList<>();
  private final Map<String, List<Run>> runs = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> catalogues = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();

  private record Run(Harvest harvest, List<Harvest.Line> lines, Tape tape) {}

  Harvesting harvesting(DatasetStore store, Tenants tenants, InstantSource clock) {
    var upgrade = new Upgrade(Vocabularies.shipped());
    return new Harvesting(
        this, this, this, () -> upgrade, store, new DatasetLocks(), tenants, clock);
  }

  /// Says what stands at an address: titles by the identifiers of their datasets.
  public void give(String address, Map<String, String> titles) {
    catalogues.put(address, Map.copyOf(titles));
  }

  /// Has the source at an address answer no sooner than [#answer] says.
  public void holdBack(String address) {
    gates.put(address, new Semaphore(0));
  }

  public void answer(String address) {
    Optional.ofNullable(gates.remove(address)).ifPresent(Semaphore::release);
  }

  @Override
  public synchronized List<Source> sources() {
    return List.copyOf(sources);
  }

  @Override
  public synchronized void put(Source source) {
    remove(source.tenant(), source.name());
    sources.add(source);
  }

  @Override
  public synchronized boolean remove(String tenant, String name) {
    return sources.removeIf(s -> s.tenant().equals(tenant) && s.name().equals(name));
  }

  private List<Run> of(Source source) {
    return runs.getOrDefault(source.key(), List.of());
  }

  private Optional<Run> find(Source source, int number) {
    return of(source).stream().filter(run -> run.harvest().number() == number).findFirst();
  }

  @Override
  public Recording begin(Source source) {
    return new Kept(source, of(source).size() + 1);
  }

  @Override
  public List<Harvest> runs(Source source) {
    return of(source).stream().map(Run::harvest).toList();
  }

  @Override
  public Optional<Tape> tape(Source source, int run) {
    return find(source, run).map(Run::tape);
  }

  @Override
  public boolean log(Source source, int run, Predicate<Harvest.Line> more) {
    Optional<Run> found = find(source, run);
    if (found.isEmpty()) {
      return false;
    }
    for (Harvest.Line line : found.get().lines()) {
      if (!more.test(line)) {
        break;
      }
    }
    return true;
  }

  @Override
  public void forget(Source source) {
    runs.remove(source.key());
  }

  @Override
  public void requireAllowed(URI address) throws SourceFailed {
    if ("127.0.0.1".equals(address.getHost())) {
      throw SourceFailed.because(
          "harvest-address",
          new Text("Dorthin geht nichts.", "Nothing goes there."),
          new Text("Nehmen Sie eine öffentliche Adresse.", "Take a public address."));
    }
  }

  @Override
  public void read(Source source, Tape tape, Sink sink) throws IOException {
    String address = source.address().toString();
    Semaphore gate = gates.get(address);
    if (gate != null) {
      gate.acquireUninterruptibly();
    }
    var heard = (Heard) tape;
    Map<String, String> titles = heard.isPlayed() ? heard.titles : catalogues.get(address);
    if (titles == null) {
      throw new SourceFailed(
          finding(
              "harvest-unreachable",
              Severity.BLOCKING,
              new Text("Niemand antwortet.", "Nobody answers."),
              new Text("Wir versuchen es später noch einmal.", "We try again later.")),
          true);
    }
    heard.titles = titles;
    new TreeMap<>(titles).forEach((id, title) -> tell(sink, id, title));
    sink.complete(titles.size());
  }

  private static void tell(Sink sink, String id, String title) {
    if (title.equals(BROKEN)) {
      var broken =
          finding(
              "harvest-record-unreadable",
              Severity.WARNING,
              new Text("Die Beschreibung <bricht> ab.", "The description <breaks> off."),
              new Text("Melden Sie es der Quelle.", "Tell the source."));
      sink.lost(id, broken);
    } else {
      String uri = "https://quelle.example/" + id;
      sink.record(new SourceRecord(id, uri, graph(uri, id, title), List.of()));
    }
  }

  private static Finding finding(String code, Severity severity, Text message, Text advice) {
    return new Finding(code, severity, Finding.Place.WHOLE, message, advice);
  }

  private static Graph graph(String uri, String id, String title) {
    String text =
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dct: <http://purl.org/dc/terms/>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        <%s> a dcat:Dataset ; dct:identifier "%s" ; dct:title "%s"@de ;
          dct:publisher [ foaf:name "Kreis Musterland" ] ;
          dcat:distribution [ dcat:accessURL <https://quelle.example/d.csv> ] .
        """
            .formatted(uri, id, title);
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text, Lang.TURTLE).parse(graph);
    return graph;
  }

  /// What a source has said in a run.
  private static final class Heard implements Tape {

    private volatile Map<String, String> titles = Map.of();
    private volatile boolean played;

    @Override
    public boolean isPlayed() {
      return played;
    }

    @Override
    public Optional<Answer> find(String request) {
      return Optional.empty();
    }

    @Override
    public Optional<Answer> earlier(String request) {
      return Optional.empty();
    }

    @Override
    public Answer keep(Head head, InputStream body) {
      throw new IllegalStateException("what is played is not recorded");
    }

    @Override
    public Answer keep(Answer earlier) {
      throw new IllegalStateException("what is played is not recorded");
    }
  }

  private final class Kept implements Recording {

    private final Source source;
    private final int number;
    private final Heard tape = new Heard();
    private final List<Harvest.Line> lines = new ArrayList<>();

    Kept(Source source, int number) {
      this.source = source;
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public Tape tape() {
      return tape;
    }

    @Override
    public void line(Harvest.Line line) {
      lines.add(line);
    }

    @Override
    public void finish(Harvest harvest) {
      tape.played = true;
      var all = new ArrayList<>(of(source));
      Tape said = find(source, harvest.replayOf()).map(Run::tape).orElse(tape);
      all.add(new Run(harvest, List.copyOf(lines), said));
      runs.put(source.key(), List.copyOf(all));
    }

    @Override
    public void close() {
      // What was not finished was never kept.
    }
  }
}
