package org.allmende.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;

/// Files as uploads, and what reading them gives.
public final class Uploads {

  public static final Readers READERS = new Readers(Vocabularies.shipped());
  private static final Sha256 ANY = new Sha256("0".repeat(64));

  private Uploads() {}

  public static Upload of(Path file) {
    return of(file, file.getFileName().toString());
  }

  public static Upload of(Path file, String name) {
    try {
      return new Upload(name, List.of(), "application/octet-stream", ANY, Files.size(file), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Reading read(Path file) {
    try {
      return READERS.read(of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Reading read(Path folder, String name, byte[] bytes) {
    try {
      Path file = folder.resolve("upload");
      Files.write(file, bytes);
      return READERS.read(of(file, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Reading read(Path folder, String name, String text) {
    return read(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The first table of a file that is understood.
  public static Table table(Reading reading) {
    return draft(reading).tables().getFirst();
  }

  public static Draft draft(Reading reading) {
    return switch (reading) {
      case Reading.Understood(var draft, var _) -> draft;
      case Reading.Rejected(var findings) -> throw new AssertionError("refused: " + findings);
    };
  }

  public static List<String> codes(Reading reading) {
    return reading.findings().stream().map(finding -> finding.code()).distinct().toList();
  }
}
