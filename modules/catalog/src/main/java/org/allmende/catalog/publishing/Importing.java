package org.allmende.catalog.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.descriptors.Accompanying;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.intake.files.Progress;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Text;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// Takes in files and whole folders. A folder with a `tenant.json` belongs to that tenant; beside a
/// file lies what its publisher says about it ([Accompanying]). Importing a file again replaces
/// what it gave before, and writes nothing where nothing has changed.
public final class Importing {

  private static final String TENANT = "tenant.json";

  /// Whose work an import is; it has its own report, and leaves no lines in the trail.
  static final String ACTOR = "import";

  private static final int MAX_FOLDERS = 4;
  private static final Set<String> NOTICES =
      Set.of("readme", "license", "licence", "lizenz", "notice", "changelog", "contributing");

  private final Publishing publishing;
  private final DatasetStore store;
  private final FileStore files;
  private final Tenants tenants;

  public Importing(Publishing publishing, DatasetStore store, FileStore files, Tenants tenants) {
    this.publishing = publishing;
    this.store = store;
    this.files = files;
    this.tenants = tenants;
  }

  /// Hears what becomes of each file, as it happens.
  public interface Listener {

    /// A dataset that was taken in, or a file or record that was not.
    void line(Line line);

    /// How many records of a large file are done.
    default void progress(Path file, long records) {}
  }

  /// What became of a dataset.
  public enum Result {
    PUBLISHED,
    UNCHANGED,
    /// A finding blocks it and nobody has decided; it stays as a draft.
    HELD,
    REFUSED,
    /// Read, but no dataset: a note about the folder.
    SKIPPED
  }

  /// What became of a dataset or file.
  ///
  /// @param id null where there is no dataset
  /// @param title of the dataset, or what the file is called
  public record Line(
      Path file, @Nullable DatasetId id, String title, Result result, List<Finding> findings) {
    public Line {
      findings = List.copyOf(findings);
    }
  }

  /// Takes in files and folders in the order given.
  ///
  /// @param tenant whose data they become, whatever the folders say; null to let these decide
  public void run(List<Path> paths, @Nullable String tenant, Listener listener) throws IOException {
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Path root = path.toAbsolutePath().normalize();
        folder(root, List.of(Accompanying.name(root)), tenant, null, listener);
      } else {
        Path folder = path.toAbsolutePath().normalize().getParent();
        file(path, folders(path), tenant, owner(folder, tenant, null, listener), listener);
      }
    }
  }

  /// @param folders the names of the folders down to this one, as far as they were asked for
  private void folder(
      Path folder,
      List<String> folders,
      @Nullable String said,
      @Nullable Tenant above,
      Listener listener)
      throws IOException {
    @Nullable Tenant owner = owner(folder, said, above, listener);
    List<Path> inside;
    try (Stream<Path> entries = Files.list(folder)) {
      inside = entries.filter(entry -> !isHidden(entry)).sorted().toList();
    }
    for (Path entry : inside) {
      if (Files.isDirectory(entry)) {
        var below = new ArrayList<>(folders);
        below.add(Accompanying.name(entry));
        folder(entry, below, said, owner, listener);
      } else if (Files.isRegularFile(entry) && !isAccompanying(entry)) {
        file(entry, last(folders), said, owner, listener);
      }
    }
  }

  /// Whose folder this is: whoever its `tenant.json` names, else whoever the folder above belongs
  /// to; null when nobody says.
  private @Nullable Tenant owner(
      @Nullable Path folder, @Nullable String said, @Nullable Tenant above, Listener listener)
      throws IOException {
    Path settings = folder == null ? null : folder.resolve(TENANT);
    if (said == null && settings != null && Files.isRegularFile(settings)) {
      var read = TenantReader.json(Json.bytes(settings));
      if (read.tenant().isPresent()) {
        return tenants.put(read.tenant().get());
      }
      listener.line(new Line(settings, null, TENANT, Result.REFUSED, read.findings()));
    }
    return above;
  }

  private Tenant tenant(@Nullable String said, @Nullable Tenant owner) {
    if (owner != null) {
      return owner;
    }
    String slug = said == null ? ACTOR : said;
    return tenants
        .find(slug)
        .orElseGet(() ->
            tenants.put(
                new Tenant(
                    slug,
                    slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1),
                    null,
                    null,
                    null,
                    null)));
  }

  private void file(
      Path file,
      List<String> folders,
      @Nullable String said,
      @Nullable Tenant owner,
      Listener listener)
      throws IOException {
    String name = Accompanying.name(file);
    if (!Files.isReadable(file)) {
      listener.line(refused(file, unreadable()));
    } else if (isNotice(name)) {
      listener.line(new Line(file, null, name, Result.SKIPPED, List.of()));
    } else if (RdfFiles.recognises(file, name)) {
      new RdfImport(store, publishing.locks(), tenant(said, owner), file, listener).run();
    } else {
      table(file, folders, tenant(said, owner), listener);
    }
  }

  private void table(Path file, List<String> folders, Tenant tenant, Listener listener)
      throws IOException {
    String name = Accompanying.name(file);
    Upload upload;
    try (InputStream in = Files.newInputStream(file)) {
      upload = files.receive(in, name, folders, "application/octet-stream", Long.MAX_VALUE);
    }
    var said = Accompanying.of(file);
    upload = upload.declaring(said.declared());
    DatasetId before = before(tenant, upload);
    Metadata metadata = said.metadata();
    if (before != null && metadata.equals(Metadata.NOTHING)) {
      metadata = store.find(before).map(s -> Notes.read(s.entry().notes()).said()).orElse(metadata);
    }
    var submission =
        new Submission(
            tenant,
            before,
            Accompanying.stem(name),
            List.of(upload),
            metadata,
            said.findings(),
            true,
            ACTOR);
    Outcome outcome =
        Progress.heardBy(
            rows -> listener.progress(file, rows), () -> publishing.publish(submission));
    listener.line(line(file, outcome));
  }

  private Line line(Path file, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(var findings) ->
          new Line(file, null, Accompanying.name(file), Result.REFUSED, findings);
      case Outcome.Kept kept ->
          new Line(file, kept.id(), title(kept), result(kept), kept.findings());
    };
  }

  private String title(Outcome.Kept kept) {
    return store
        .find(kept.id())
        .map(
            s -> org.allmende.dcat.reading.Datasets.read(s.entry().graph(), kept.uri()).title("de"))
        .orElse(kept.uri());
  }

  private static Result result(Outcome.Kept kept) {
    if (kept.state() == State.DRAFT) {
      return Result.HELD;
    }
    return kept.changed() ? Result.PUBLISHED : Result.UNCHANGED;
  }

  /// The dataset that an earlier import made of this file.
  private @Nullable DatasetId before(Tenant tenant, Upload upload) {
    String slug = Slug.of(Accompanying.stem(upload.name()));
    var id = new DatasetId(tenant.slug(), slug);
    for (int n = 2; ; n++) {
      Optional<Stored> stored = store.find(id);
      if (stored.isEmpty()) {
        return null;
      }
      Entry entry = stored.get().entry();
      if (entry.state() != State.WITHDRAWN && isFrom(upload, Notes.read(entry.notes()))) {
        return id;
      }
      id = new DatasetId(tenant.slug(), Publishing.numbered(slug, n));
    }
  }

  private static boolean isFrom(Upload upload, Notes notes) {
    return notes.files().size() == 1
        && notes.files().getFirst().name().equals(upload.name())
        && notes.files().getFirst().folders().equals(upload.folders());
  }

  /// The last folders of the path as it was given, outermost first.
  public static List<String> folders(Path file) {
    var names = new ArrayList<String>();
    Path parent = file.normalize().getParent();
    if (parent != null) {
      for (Path name : parent) {
        if (!name.toString().equals("..") && !name.toString().equals(".")) {
          names.add(name.toString());
        }
      }
    }
    return last(names);
  }

  private static List<String> last(List<String> names) {
    return names.subList(Math.max(0, names.size() - MAX_FOLDERS), names.size());
  }

  private static boolean isHidden(Path path) {
    return Accompanying.name(path).startsWith(".");
  }

  private static boolean isAccompanying(Path file) throws IOException {
    return Accompanying.name(file).equals(TENANT) || Accompanying.is(file);
  }

  private static boolean isNotice(String name) {
    return NOTICES.contains(Accompanying.stem(name).toLowerCase(Locale.ROOT));
  }

  static Line refused(Path file, Finding finding) {
    return new Line(file, null, Accompanying.name(file), Result.REFUSED, List.of(finding));
  }

  private static Finding unreadable() {
    return new Finding(
        "file-unreadable",
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(
            "Die Datei ist nicht da oder darf nicht gelesen werden.",
            "The file is not there or may not be read."),
        new Text("Prüfen Sie Pfad und Leserechte.", "Check the path and the permission to read."));
  }
}
