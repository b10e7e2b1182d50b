package org.allmende.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.allmende.dcat.rdf.RdfSyntax;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `export`: the whole published catalogue.
@Command(name = "export")
final class Export implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--format", paramLabel = "nq|ttl|jsonld", defaultValue = "nq")
  private Format format = Format.NQ;

  @Option(names = "--output", paramLabel = "F")
  private @Nullable Path output;

  /// In what form the catalogue is wanted.
  enum Format {
    NQ,
    TTL,
    JSONLD
  }

  @Override
  public Integer call() throws IOException {
    try (var installation = common.openExisting()) {
      if (output == null) {
        var out = new BufferedOutputStream(System.out, 1 << 16);
        write(installation, out);
        out.flush();
        return Exit.DONE;
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
        long graphs = write(installation, out);
        common.say(Words.of("export.done", graphs, output));
      }
      return Exit.DONE;
    }
  }

  private long write(Installation installation, OutputStream out) {
    var exporting = installation.exporting();
    return switch (format) {
      case NQ -> exporting.quads(out);
      case TTL -> exporting.triples(RdfSyntax.TURTLE, out);
      case JSONLD -> exporting.triples(RdfSyntax.JSON_LD, out);
    };
  }
}
