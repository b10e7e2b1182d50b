package org.allmende.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.dcat.rdf.RdfFiles;
import org.allmende.intake.Readers;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;

/// Reads bytes as a file with a given ending, the way an upload is read. Jazzer calls this, and
/// takes whatever is thrown for a mistake of ours.
public final class Target {

  private static final Readers READERS = new Readers(Vocabularies.shipped());
  private static final Sha256 ANY = new Sha256("0".repeat(64));
  private static final Path FILE = file();

  /// What the file is called; said by [Fuzz].
  private static final String NAME = "a." + System.getProperty("allmende.fuzz", "csv");

  private Target() {}

  private static Path file() {
    try {
      return Files.createTempFile("allmende-fuzz", "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Called once, before the clock runs: has everything loaded that is loaded once.
  public static void fuzzerInitialize() throws IOException {
    fuzzerTestOneInput(new byte[] {'a', ';', 'b', '\n', '1', ';', '2', '\n'});
  }

  /// Called for each input.
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    if (RdfFiles.recognises(FILE, NAME)) {
      new RdfFiles().read(FILE, NAME, new Deaf());
      return;
    }
    var upload = new Upload(NAME, List.of(), "application/octet-stream", ANY, bytes.length, FILE);
    Reading reading = READERS.read(upload);
    if (reading instanceof Reading.Rejected(var findings) && findings.isEmpty()) {
      throw new IllegalStateException("rejected without a reason");
    }
  }

  private static final class Deaf implements RdfFiles.Sink {
    @Override
    public void record(String uri, Graph graph, boolean more) {
      if (graph.isEmpty()) {
        throw new IllegalStateException("a record of nothing: " + uri);
      }
    }

    @Override
    public void rest(Graph graph) {}

    @Override
    public void finding(Finding finding) {}
  }
}
