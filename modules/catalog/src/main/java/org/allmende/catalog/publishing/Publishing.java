package org.allmende.catalog.publishing;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.asking.Classifier;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.catalog.store.Version;
import org.allmende.catalog.tables.Breaks;
import org.allmende.catalog.tables.Readings;
import org.allmende.dcat.checking.Checker;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.describing.Describer;
import org.allmende.dcat.reading.Datasets;
import org.allmende.dcat.reading.Tombstone;
import org.allmende.model.Addresses;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Description;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Reading;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// Takes files the whole way: read, describe, check, publish. The projections follow the store.
public final class Publishing {

  private final Readings readings;
  private final Describer describer;
  private final Checker checker;
  private final DatasetStore store;
  private final FileStore files;
  private final Addresses addresses;
  private final InstantSource clock;
  private final Classifier classifier;
  private final Quotas quotas;
  private final DatasetLocks locks = new DatasetLocks();

  public Publishing(
      Readings readings,
      Describer describer,
      Checker checker,
      DatasetStore store,
      FileStore files,
      Addresses addresses,
      InstantSource clock) {
    this(
        readings, describer, checker, store, files, addresses, clock, Classifier.NONE, Quotas.NONE);
  }

  /// @param classifier asked about files whose words leave open what they are about
  /// @param quotas how much each tenant may keep
  public Publishing(
      Readings readings,
      Describer describer,
      Checker checker,
      DatasetStore store,
      FileStore files,
      Addresses addresses,
      InstantSource clock,
      Classifier classifier,
      Quotas quotas) {
    this.quotas = quotas;
    this.classifier = classifier;
    this.readings = readings;
    this.describer = describer;
    this.checker = checker;
    this.store = store;
    this.files = files;
    this.addresses = addresses;
    this.clock = clock;
  }

  /// Files that were all understood, or not.
  private record Read(List<Draft> drafts, List<Finding> findings, boolean understood) {}

  /// Publishes a submission, or keeps it as a draft.
  ///
  /// @throws IllegalArgumentException when it replaces a dataset that is not there
  public Outcome publish(Submission submission) throws IOException {
    DatasetId id = submission.id();
    if (id == null) {
      id = reserve(submission);
      try {
        return keep(submission, id, Optional.empty());
      } finally {
        locks.release(id);
      }
    }
    DatasetId present = id;
    return alone(
        present,
        () -> {
          Stored stored = store.find(present).orElseThrow(() -> unknown(submission));
          return keep(submission, present, Optional.of(stored));
        });
  }

  /// Does something while nobody else writes a dataset: what reads it, judges and writes it back.
  public <T, E extends Exception> T alone(DatasetId id, DatasetLocks.Work<T, E> work) throws E {
    return locks.alone(id, work);
  }

  /// By which others keep out of the way of this one.
  public DatasetLocks locks() {
    return locks;
  }

  /// Takes a dataset out of the catalogue; a tombstone says so. Of a draft, which nobody has seen,
  /// nothing is left. Empty where there is none.
  ///
  /// @param reason in the words of whoever withdraws it; may be empty
  public Optional<Receipt> withdraw(DatasetId id, String reason) {
    return withdraw(id, reason, Deed.COMMAND);
  }

  /// The same for somebody whom the trail names.
  public Optional<Receipt> withdraw(DatasetId id, String reason, String by) {
    return alone(id, () -> withdrawn(id, reason, by));
  }

  private Optional<Receipt> withdrawn(DatasetId id, String reason, String by) {
    Optional<Stored> found = store.find(id);
    if (found.isEmpty() || found.get().entry().state() == State.WITHDRAWN) {
      // Which is so when nobody has written it since it was read; the store knows.
      return found.map(stored -> store.put(stored.entry().onto(found)));
    }
    Entry entry = found.get().entry();
    if (entry.state() == State.DRAFT) {
      return Optional.of(
          store.erase(found.get(), new Deed(by, Deed.What.DISCARDED, id.tenant(), id.toString())));
    }
    var tombstone = Tombstone.of(entry.graph(), entry.uri(), clock.instant(), reason);
    return Optional.of(
        store.put(
            new Entry(id, entry.uri(), State.WITHDRAWN, tombstone, entry.notes(), entry.earlier())
                .onto(found),
            new Deed(by, Deed.What.WITHDRAWN, id.tenant(), id.toString(), reason)));
  }

  /// Takes an earlier version out of the public's sight, for good. Empty where there is none.
  ///
  /// @param by who does, as the trail names them
  public Optional<Receipt> forget(DatasetId id, int version, String by) {
    return alone(id, () -> forgotten(id, version, by));
  }

  private Optional<Receipt> forgotten(DatasetId id, int version, String by) {
    Optional<Stored> found = store.find(id);
    List<Version> left =
        found.map(stored -> stored.entry().earlier()).orElse(List.of()).stream()
            .filter(one -> one.number() != version)
            .toList();
    return found
        .map(Stored::entry)
        .filter(entry -> left.size() < entry.earlier().size())
        .map(e ->
            store.put(
                new Entry(id, e.uri(), e.state(), e.graph(), e.notes(), left).onto(found),
                new Deed(
                    by,
                    Deed.What.VERSION_REMOVED,
                    id.tenant(),
                    id.toString(),
                    Integer.toString(version))));
  }

  /// What would become of a submission that replaces a dataset; nothing is written.
  ///
  /// @throws IllegalArgumentException when the dataset is not there
  public Prospect prospect(Submission submission) throws IOException {
    DatasetId id = submission.id();
    if (id == null) {
      throw new IllegalArgumentException("there is no dataset yet");
    }
    return alone(
        id,
        () -> {
          Stored stored = store.find(id).orElseThrow(() -> unknown(submission));
          return prospect(submission, id, Optional.of(stored));
        });
  }

  private Outcome keep(Submission submission, DatasetId id, Optional<Stored> before)
      throws IOException {
    return switch (prospect(submission, id, before)) {
      case Prospect.Refused(var findings) -> new Outcome.Refused(findings);
      case Prospect.Kept(var entry, var findings) -> {
        Optional<Finding> full = takeRoom(entry, before);
        if (full.isPresent()) {
          yield new Outcome.Refused(joined(List.of(full.get()), findings));
        }
        Receipt receipt =
            submission.actor().equals(Importing.ACTOR) || goesOn(entry, before)
                ? store.put(entry.onto(before))
                : store.put(entry.onto(before), deed(submission, entry, before));
        yield new Outcome.Kept(
            id, entry.uri(), entry.state(), receipt.change(), receipt.changed(), findings);
      }
    };
  }

  /// Why there is no room for an entry, if so.
  private Optional<Finding> takeRoom(Entry entry, Optional<Stored> before) {
    long bytes =
        hasSameFiles(entry, before)
            ? 0
            : Notes.read(entry.notes()).files().stream().mapToLong(Notes.File::size).sum();
    return quotas.take(entry.id().tenant(), before.isPresent() ? 0 : 1, bytes);
  }

  private static boolean hasSameFiles(Entry entry, Optional<Stored> before) {
    return before
        .map(stored -> untold(Notes.read(stored.entry().notes()).files()))
        .filter(untold(Notes.read(entry.notes()).files())::equals)
        .isPresent();
  }

  private Prospect prospect(Submission submission, DatasetId id, Optional<Stored> before)
      throws IOException {
    Notes noted = before.map(stored -> Notes.read(stored.entry().notes())).orElse(Notes.NONE);
    List<Upload> uploads = submission.uploads().isEmpty() ? uploads(noted) : submission.uploads();
    Read read = read(uploads);
    if (!read.understood()) {
      return new Prospect.Refused(joined(submission.findings(), read.findings()));
    }
    List<Notes.File> named = uploads.stream().map(Notes.File::of).toList();
    boolean isRestored = restores(submission, before);
    boolean wasShown = isPublic(before) || isRestored;
    List<Version> earlier = earlier(before, isRestored);
    boolean isNew = !untold(named).equals(untold(noted.files()));
    boolean isReadAnew = !isNew && !named.equals(noted.files());
    var learning = new Learning(classifier, isNew || isReadAnew ? null : noted.learnt());
    List<Instant> versions = wasShown ? versions(before, earlier, isNew) : List.of();
    var described = describe(submission, id, read.drafts(), versions, learning, before);
    List<Notes.File> shown = wasShown ? noted.files() : lastShown(earlier);
    var findings =
        joined(
            submission.findings(),
            read.findings(),
            named.equals(shown) ? List.of() : Breaks.between(drafts(shown), read.drafts()),
            described.findings(),
            checker.check(described.graph(), described.uri(), Profile.DCAT_AP_DE).findings());
    State state = state(submission, findings);
    if (submission.publish() && state == State.DRAFT && wasShown) {
      return new Prospect.Refused(findings);
    }
    int version = isNew ? noted.version() + 1 : Math.max(noted.version(), 1);
    if (isPublic(before) && noted.isOurs()) {
      earlier = and(earlier, new Version(noted.version(), clock.instant(), noted.files()));
    }
    if (state == State.PUBLISHED) {
      earlier = earlier.stream().filter(one -> one.number() != version).toList();
    }
    var notes =
        new Notes(
            state == State.PUBLISHED ? withoutBreaks(submission.said()) : submission.said(),
            named,
            described.claims(),
            joined(submission.findings(), described.findings()),
            version,
            submission.actor(),
            noted.origins(),
            learning.learnt(),
            state == State.PUBLISHED ? null : noted.review(),
            state == State.PUBLISHED ? null : plan(noted, submission.actor()));
    return new Prospect.Kept(
        new Entry(id, described.uri(), state, described.graph(), notes.write(), earlier), findings);
  }

  private static @Nullable Plan plan(Notes noted, String actor) {
    Plan plan = noted.plan();
    return plan == null ? null : plan.changedBy(actor);
  }

  /// The files alone: to read them in another way makes no new version of them.
  private static List<Notes.File> untold(List<Notes.File> files) {
    return files.stream().map(file -> file.telling(Told.NOTHING)).toList();
  }

  /// Whether somebody goes on with the description of their own draft, which waits for nobody: the
  /// trail says once that they work on it.
  private static boolean goesOn(Entry entry, Optional<Stored> before) {
    Notes now = Notes.read(entry.notes());
    return entry.state() == State.DRAFT
        && now.review() == null
        && now.plan() == null
        && before
            .map(Stored::entry)
            .filter(draft -> draft.state() == State.DRAFT)
            .map(draft -> Notes.read(draft.notes()))
            .filter(noted -> noted.actor().equals(now.actor()) && noted.files().equals(now.files()))
            .isPresent();
  }

  private static Deed deed(Submission submission, Entry entry, Optional<Stored> before) {
    var what =
        entry.state() != State.PUBLISHED
            ? Deed.What.DRAFTED
            : !isPublic(before)
                ? Deed.What.PUBLISHED
                : submission.uploads().isEmpty() || hasSameFiles(entry, before)
                    ? Deed.What.CHANGED
                    : Deed.What.REPLACED;
    return new Deed(submission.actor(), what, entry.id().tenant(), entry.id().toString());
  }

  /// Whether what was withdrawn is published again with the files it had.
  private static boolean restores(Submission submission, Optional<Stored> before) {
    return submission.publish()
        && submission.uploads().isEmpty()
        && before.filter(stored -> stored.entry().state() == State.WITHDRAWN).isPresent();
  }

  /// The versions before this one. What was withdrawn does not come back with a new version, only
  /// where the withdrawal is undone.
  private static List<Version> earlier(Optional<Stored> before, boolean isRestored) {
    return before
        .map(Stored::entry)
        .filter(entry -> isRestored || entry.state() != State.WITHDRAWN)
        .map(Entry::earlier)
        .orElse(List.of());
  }

  /// The files that were public before a draft; none where none ever were.
  private static List<Notes.File> lastShown(List<Version> earlier) {
    return earlier.isEmpty() ? List.of() : earlier.getLast().files();
  }

  /// When the versions came that were public, the one that comes now included.
  private List<Instant> versions(Optional<Stored> before, List<Version> earlier, boolean isNew) {
    var came = new ArrayList<Instant>();
    before.ifPresent(stored -> came.add(stored.issued()));
    earlier.forEach(version -> came.add(version.until()));
    if (isNew) {
      came.add(clock.instant());
    }
    return came;
  }

  /// A decision about a break holds for one new version.
  private static Metadata withoutBreaks(Metadata said) {
    return said.deciding(
        said.decisions().stream().filter(decision -> !Breaks.isOne(decision.code())).toList());
  }

  /// Files as they were read; what is lost of them stops no new version.
  private List<Draft> drafts(List<Notes.File> named) throws IOException {
    var present = new ArrayList<Upload>();
    for (Notes.File file : named) {
      files.find(file.sha256()).ifPresent(bytes -> present.add(file.at(bytes)));
    }
    return read(present).drafts();
  }

  private static List<Version> and(List<Version> earlier, Version last) {
    var all = new ArrayList<>(earlier);
    all.add(last);
    return all.subList(Math.max(0, all.size() - Version.MOST), all.size());
  }

  /// What a file is.
  Reading reading(Upload upload) throws IOException {
    return readings.of(upload);
  }

  /// The files of a dataset.
  List<Upload> uploads(Notes notes) throws IOException {
    var uploads = new ArrayList<Upload>();
    for (Notes.File file : notes.files()) {
      var bytes =
          files
              .find(file.sha256())
              .orElseThrow(() -> new IOException("a file is missing: " + file.sha256()));
      uploads.add(file.at(bytes));
    }
    return uploads;
  }

  private Read read(List<Upload> uploads) throws IOException {
    var drafts = new ArrayList<Draft>();
    var findings = new ArrayList<Finding>();
    for (Upload upload : uploads) {
      Reading reading = readings.of(upload);
      findings.addAll(reading.findings());
      switch (reading) {
        case Reading.Understood(var draft, var _) -> drafts.add(draft);
        case Reading.Rejected _ -> {}
      }
    }
    return new Read(drafts, findings, drafts.size() == uploads.size());
  }

  /// The date of change moves on only when something else in the description has changed.
  private Description describe(
      Submission submission,
      DatasetId id,
      List<Draft> drafts,
      List<Instant> versions,
      Learning learning,
      Optional<Stored> before) {
    Instant now = clock.instant();
    String uri = before.map(stored -> stored.entry().uri()).orElseGet(() -> addresses.dataset(id));
    var request =
        new Describer.Request(
            id,
            uri,
            addresses.base(),
            submission.tenant(),
            drafts,
            submission.said(),
            now,
            now,
            versions,
            learning);
    if (before.isEmpty()) {
      return describer.describe(request);
    }
    Stored stored = before.get();
    Dataset told = Datasets.read(stored.entry().graph(), uri);
    var same =
        describer.describe(
            request.dated(
                told(told.issued(), stored.issued()), told(told.modified(), stored.modified())));
    return same.graph().isIsomorphicWith(stored.entry().graph())
        ? same
        : describer.describe(request.dated(isPublic(before) ? stored.issued() : now, now));
  }

  /// The date a description tells, which may lie a moment before it was stored.
  private static Instant told(@Nullable String date, Instant stored) {
    try {
      return date == null ? stored : Instant.parse(date);
    } catch (DateTimeParseException _) {
      return stored;
    }
  }

  private static State state(Submission submission, List<Finding> findings) {
    return submission.publish() && undecided(findings, submission.said()).isEmpty()
        ? State.PUBLISHED
        : State.DRAFT;
  }

  /// The findings that block publication and about which nobody has decided.
  public static List<Finding> undecided(List<Finding> findings, Metadata said) {
    return findings.stream()
        .filter(Finding::blocks)
        .filter(finding -> said.decisions().stream().noneMatch(d -> covers(d, finding)))
        .toList();
  }

  private static boolean covers(Metadata.Decision decision, Finding finding) {
    String column = decision.column();
    return decision.code().equals(finding.code())
        && (column == null || column.equals(finding.place().column()));
  }

  private static boolean isPublic(Optional<Stored> stored) {
    return stored.map(s -> s.entry().state() == State.PUBLISHED).orElse(false);
  }

  /// A free address, kept free until the dataset stands there.
  private DatasetId reserve(Submission submission) {
    String slug = Slug.of(submission.wish());
    var id = new DatasetId(submission.tenant().slug(), slug);
    for (int n = 2; !locks.reserve(id, taken -> store.find(taken).isPresent()); n++) {
      id = new DatasetId(id.tenant(), numbered(slug, n));
    }
    return id;
  }

  /// A slug with a number behind it, within the length allowed.
  static String numbered(String slug, int number) {
    String end = "-" + number;
    int room = Slug.MAX_LENGTH - end.length();
    return Slug.of(slug.length() > room ? slug.substring(0, room) : slug) + end;
  }

  private static IllegalArgumentException unknown(Submission submission) {
    return new IllegalArgumentException("there is no dataset " + submission.id());
  }

  @SafeVarargs
  private static List<Finding> joined(List<Finding>... lists) {
    var all = new ArrayList<Finding>();
    for (List<Finding> list : lists) {
      list.stream().filter(f -> !all.contains(f)).forEach(all::add);
    }
    return List.copyOf(all);
  }
}
