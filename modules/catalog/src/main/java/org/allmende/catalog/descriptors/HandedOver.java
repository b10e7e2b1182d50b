package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.said.MetadataReader;
import org.allmende.catalog.store.Notes;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.model.Upload;

/// Files that were handed over together. A descriptor among them speaks about the others and is no
/// file of its own; alone it is one.
///
/// @param uploads the files, with what is declared about their tables
/// @param said what the descriptors say about them as a dataset
/// @param findings what of that was not understood, or is not so
public record HandedOver(List<Upload> uploads, Metadata said, List<Finding> findings) {

  public HandedOver {
    uploads = List.copyOf(uploads);
    findings = List.copyOf(findings);
  }

  /// Tells descriptors from files.
  public static HandedOver of(List<Upload> given) throws IOException {
    var descriptors = new ArrayList<Upload>();
    for (Upload upload : given) {
      if (isDescriptor(upload, given)) {
        descriptors.add(upload);
      }
    }
    var parts = new ArrayList<Upload>();
    for (Upload descriptor : descriptors) {
      read(descriptor)
          .ifPresent(read ->
              given.stream().filter(upload -> read.hasPart(upload.name())).forEach(parts::add));
    }
    List<Upload> files =
        given.stream()
            .filter(upload -> !descriptors.contains(upload) && !parts.contains(upload))
            .toList();
    return files.isEmpty()
        ? new HandedOver(given, Metadata.NOTHING, List.of())
        : new Reading(files, descriptors, Beside.request(given)).handedOver();
  }

  /// The same with something said about its files.
  public HandedOver with(List<Upload> other) {
    return new HandedOver(other, said, findings);
  }

  /// The same as a new version of a dataset. How the files before were to be read holds for those
  /// of the same name, or for the only one; and so does what was declared about them, as long as no
  /// descriptor comes along.
  public HandedOver replacing(Notes before) {
    boolean described = uploads.stream().anyMatch(upload -> !upload.declared().isEmpty());
    boolean sole = uploads.size() == 1 && before.files().size() == 1;
    return new HandedOver(
        uploads.stream()
            .map(upload ->
                before.files().stream()
                    .filter(file -> sole || file.name().equals(upload.name()))
                    .findFirst()
                    .map(file -> following(upload, file, described))
                    .orElse(upload))
            .toList(),
        said,
        findings);
  }

  private static Upload following(Upload upload, Notes.File before, boolean described) {
    Upload known = described ? upload : upload.declaring(before.declared());
    Told told = before.told();
    boolean same = upload.sha256().equals(before.sha256());
    return upload.told().saysNothing() ? known.telling(same ? told : told.onNewBytes()) : known;
  }

  /// By its name and what is in it; one that cannot be read by its name alone, where that says
  /// which file it is about.
  private static boolean isDescriptor(Upload upload, List<Upload> given) throws IOException {
    String name = upload.name();
    boolean own = name.matches(".+\\.meta\\.(json|ya?ml)");
    if (own || !Accompanying.isNamedSo(name)) {
      return own && isAbout(name.replaceFirst("\\.meta\\.(json|ya?ml)$", ""), given);
    }
    var unread = new ArrayList<Finding>();
    return Accompanying.descriptor(document(upload), name, unread).isPresent()
        || (!unread.isEmpty()
            && (!name.endsWith("-metadata.json")
                || name.equals("csv-metadata.json")
                || isAbout(name.substring(0, name.length() - "-metadata.json".length()), given)));
  }

  private static boolean isAbout(String file, List<Upload> given) {
    return given.stream()
        .map(Upload::name)
        .anyMatch(name -> name.equals(file) || Accompanying.stem(name).equals(file));
  }

  private static Optional<Descriptor> read(Upload descriptor) throws IOException {
    return Accompanying.isNamedSo(descriptor.name())
        ? Accompanying.descriptor(document(descriptor), descriptor.name(), new ArrayList<>())
        : Optional.empty();
  }

  private static byte[] document(Upload upload) throws IOException {
    try (InputStream in = Files.newInputStream(upload.path())) {
      return in.readNBytes(Json.MAX_BYTES + 1);
    }
  }

  /// Files on their way, and the descriptors that came with them.
  private static final class Reading {

    private final List<Upload> files;
    private final List<Upload> descriptors;
    private final Beside beside;
    private final List<Upload> uploads = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private Metadata said = Metadata.NOTHING;

    Reading(List<Upload> files, List<Upload> descriptors, Beside beside) {
      this.files = files;
      this.descriptors = descriptors;
      this.beside = beside;
    }

    HandedOver handedOver() throws IOException {
      for (Upload descriptor : descriptors) {
        if (files.size() > 1) {
          together(descriptor);
        }
      }
      for (Upload file : files) {
        var about = Accompanying.of(file, beside);
        said = said.or(about.metadata());
        about.findings().stream().filter(f -> !findings.contains(f)).forEach(findings::add);
        uploads.add(file.declaring(about.declared()));
      }
      for (Upload descriptor : descriptors) {
        unrelated(descriptor);
      }
      return new HandedOver(uploads, said, findings);
    }

    /// What is said about all files together counts before what is said about one of them.
    private void together(Upload descriptor) throws IOException {
      Optional<Descriptor> read = read(descriptor);
      long described =
          read.stream()
              .flatMap(one -> files.stream().filter(file -> one.about(file.name()).isPresent()))
              .count();
      if (described > 1) {
        said = said.or(MetadataReader.tree(read.get().whole()).metadata());
      }
    }

    /// A descriptor of one table that came with one file is meant for it, whatever it calls it.
    private void unrelated(Upload descriptor) throws IOException {
      Optional<Descriptor> read = read(descriptor);
      if (read.isEmpty()
          || files.stream().anyMatch(file -> read.get().about(file.name()).isPresent())) {
        return;
      }
      List<String> named = read.get().files();
      findings.add(unrelated(descriptor.name(), String.join(", ", named)));
      boolean free = uploads.size() == 1 && uploads.getFirst().declared().isEmpty();
      if (free && named.size() == 1 && !named.getFirst().isEmpty()) {
        var about = MetadataReader.tree(read.get().about(named.getFirst()).orElseThrow());
        said = said.or(about.metadata());
        List<DeclaredTable> declared =
            read.get().declared(named.getFirst(), beside, findings).stream().toList();
        uploads.set(0, uploads.getFirst().declaring(declared));
      }
    }

    private static Finding unrelated(String name, String named) {
      String shown = named.length() <= 200 ? named : named.substring(0, 200) + "…";
      return new Finding(
          "descriptor-unrelated",
          Severity.WARNING,
          new Finding.Place(null, name, shown),
          new Text(
              "Die Beschreibung " + name + " nennt keine der Dateien, die mit ihr kamen.",
              "The descriptor " + name + " names none of the files that came with it."),
          new Text(
              "In der Beschreibung die Datei so nennen, wie sie heißt.",
              "Call the file in the descriptor by its name."));
    }
  }
}
