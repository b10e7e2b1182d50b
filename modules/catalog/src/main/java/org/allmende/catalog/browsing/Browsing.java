package org.allmende.catalog.browsing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Stored;
import org.allmende.catalog.store.Version;
import org.allmende.catalog.tables.Breaks;
import org.allmende.catalog.tables.CleanTable;
import org.allmende.catalog.tables.Readings;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.checking.Report;
import org.allmende.dcat.quality.Quality;
import org.allmende.dcat.quality.Score;
import org.allmende.dcat.reading.Datasets;
import org.allmende.intake.BadRows;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.State;
import org.allmende.model.Table;

/// What is known of a dataset, for whoever may see it.
public final class Browsing {

  private final DatasetStore store;
  private final FileStore files;
  private final Readings readings;
  private final Checker checker;
  private final Quality quality;
  private final KnownLinks links;

  public Browsing(
      DatasetStore store,
      FileStore files,
      Readings readings,
      Checker checker,
      Quality quality,
      KnownLinks links) {
    this.store = store;
    this.files = files;
    this.readings = readings;
    this.checker = checker;
    this.quality = quality;
    this.links = links;
  }

  /// A dataset as the store holds it, in values.
  ///
  /// @param dataset what its graph says; of a withdrawn dataset what its tombstone says
  public record Shown(Stored stored, Dataset dataset, Notes notes) {

    public DatasetId id() {
      return stored.entry().id();
    }
  }

  /// The dataset at this place, in whatever state it is.
  public Optional<Shown> find(DatasetId id) {
    return store
        .find(id)
        .map(stored -> {
          Entry entry = stored.entry();
          return new Shown(
              stored, Datasets.read(entry.graph(), entry.uri()), Notes.read(entry.notes()));
        });
  }

  /// Its files as they were read; empty for what was described elsewhere.
  public List<Draft> drafts(Shown shown) throws IOException {
    return understood(readings(shown.notes().files()));
  }

  private static List<Draft> understood(List<Reading> readings) {
    var drafts = new ArrayList<Draft>();
    for (Reading reading : readings) {
      if (reading instanceof Reading.Understood(var draft, var _)) {
        drafts.add(draft);
      }
    }
    return drafts;
  }

  /// The files of one of its versions as they were read; empty where there is no such version.
  public Optional<List<Draft>> drafts(Shown shown, int version) throws IOException {
    if (version == shown.notes().version()) {
      return Optional.of(drafts(shown));
    }
    for (Version earlier : shown.stored().entry().earlier()) {
      if (earlier.number() == version) {
        return Optional.of(understood(readings(earlier.files())));
      }
    }
    return Optional.empty();
  }

  /// Its tables of whose rows some are wrong, by their numbers, which count from 1 through all
  /// files.
  public Map<Integer, Table> badTables(Shown shown) throws IOException {
    var bad = new LinkedHashMap<Integer, Table>();
    int number = 0;
    for (Reading reading : readings(shown.notes().files())) {
      if (reading instanceof Reading.Understood(var draft, var findings)) {
        List<Table> tables = BadRows.tables(draft, findings);
        for (Table table : draft.tables()) {
          number++;
          if (tables.contains(table)) {
            bad.put(number, table);
          }
        }
      }
    }
    return bad;
  }

  /// Its first table, cleaned; empty where there is none that can be.
  public Optional<CleanTable> cleanTable(Shown shown) throws IOException {
    return CleanTable.first(drafts(shown));
  }

  /// Everything noticed about it: what was said, its files, its description. What others have
  /// described carries warnings only.
  public List<Finding> findings(Shown shown) throws IOException {
    Entry entry = shown.stored().entry();
    Report report = checker.check(entry.graph(), entry.uri(), Profile.DCAT_AP_DE);
    List<Finding> broken = entry.state() == State.WITHDRAWN ? List.of() : links.findings(entry);
    if (!shown.notes().isOurs()) {
      return Stream.concat(report.asWarnings().findings().stream(), broken.stream()).toList();
    }
    var findings = new ArrayList<>(shown.notes().findings());
    for (Reading reading : readings(shown.notes().files())) {
      findings.addAll(reading.findings());
    }
    findings.addAll(breaks(shown));
    findings.addAll(report.findings());
    findings.addAll(broken);
    return findings;
  }

  /// What a draft breaks of the version that was public last.
  private List<Finding> breaks(Shown shown) throws IOException {
    Entry entry = shown.stored().entry();
    return entry.state() != State.DRAFT || entry.earlier().isEmpty()
        ? List.of()
        : Breaks.between(understood(readings(entry.earlier().getLast().files())), drafts(shown));
  }

  /// The addresses it sends people to, with what is known of each.
  public List<KnownLinks.Checked> links(Shown shown) {
    Entry entry = shown.stored().entry();
    return entry.state() == State.WITHDRAWN ? List.of() : links.in(entry);
  }

  /// A short text that is another one when something else is known of its links.
  public String linkMark(Shown shown) {
    int all = 0;
    for (KnownLinks.Checked one : links(shown)) {
      String known =
          one.status()
              .map(status -> status.reason() + " " + status.status() + status.state())
              .orElse("");
      all = 31 * all + known.hashCode();
    }
    return Integer.toHexString(all);
  }

  /// How good its description is.
  public Score quality(Shown shown) {
    return quality(shown.stored().entry());
  }

  /// How good the description of an entry is, which may not be stored yet.
  public Score quality(Entry entry) {
    return quality.score(entry.graph(), entry.uri());
  }

  private List<Reading> readings(List<Notes.File> named) throws IOException {
    var read = new ArrayList<Reading>();
    for (Notes.File file : named) {
      var bytes = files.find(file.sha256());
      if (bytes.isPresent()) {
        read.add(readings.of(file.at(bytes.get())));
      }
    }
    return read;
  }
}
