package org.allmende.catalog.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.intake.Readers;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import tools.jackson.core.JacksonException;

/// What files turn out to be. A file is read once for each version of the readers; the result is
/// kept and can be made again at any time.
public final class Readings {

  private static final String PERSONAL = "personal-";

  private final Readers readers;
  private final DerivedFiles derived;

  public Readings(Readers readers, DerivedFiles derived) {
    this.readers = readers;
    this.derived = derived;
  }

  /// A reading without its upload, as it is kept.
  ///
  /// @param format empty when the file was not understood
  private record Kept(
      String format,
      String mediaType,
      List<Table> tables,
      List<String> sheets,
      List<Finding> findings) {

    static Kept of(Reading reading) {
      return switch (reading) {
        case Reading.Understood(var draft, var findings) ->
            new Kept(draft.format(), draft.mediaType(), draft.tables(), draft.sheets(), findings);
        case Reading.Rejected(var findings) -> new Kept("", "", List.of(), List.of(), findings);
      };
    }

    Reading reading(Upload upload) {
      return format.isEmpty()
          ? new Reading.Rejected(findings)
          : new Reading.Understood(new Draft(upload, format, mediaType, tables, sheets), findings);
    }
  }

  /// Changes whenever what is made of a file may: with its bytes, what is declared about it, and
  /// the readers.
  public static String mark(Draft draft) {
    return Readers.mark(draft.upload());
  }

  /// What an upload is, read now or earlier. Whatever is told about how to read it, personal data
  /// that are seen without that word stay a question, for they go out with the file.
  public Reading of(Upload upload) throws IOException {
    Reading reading = read(upload);
    if (upload.told().saysNothing() || !(reading instanceof Reading.Understood understood)) {
      return reading;
    }
    var findings = new ArrayList<>(understood.findings());
    Set<String> known = findings.stream().map(Finding::code).collect(Collectors.toSet());
    read(upload.telling(Told.NOTHING)).findings().stream()
        .filter(finding -> finding.blocks() && finding.code().startsWith(PERSONAL))
        .filter(finding -> !known.contains(finding.code()))
        .forEach(findings::add);
    return new Reading.Understood(understood.draft(), findings);
  }

  private Reading read(Upload upload) throws IOException {
    String key = key(upload);
    Optional<Reading> kept = kept(key).map(found -> found.reading(upload));
    if (kept.isPresent()) {
      return kept.get();
    }
    var _ = upload.path(); // where it cannot be had now, that says nothing about the file
    Reading reading = readers.read(upload);
    derived.put(key, Json.own().writeValueAsBytes(Kept.of(reading)));
    return reading;
  }

  private Optional<Kept> kept(String key) {
    return derived
        .get(key)
        .flatMap(bytes -> {
          try {
            return Optional.of(Json.own().readValue(bytes, Kept.class));
          } catch (JacksonException _) {
            return Optional.empty();
          }
        });
  }

  /// The name and folders count too: they decide about format and names.
  private static String key(Upload upload) {
    int spelling = (upload.name() + "\n" + String.join("/", upload.folders())).hashCode();
    return "reading-" + Readers.mark(upload) + "-" + Integer.toHexString(spelling) + ".json";
  }
}
