package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with made-up datasets and a data directory that holds them, made once.
///
/// @param root of the checkout
record Filled(Path root, int datasets) {

  Filled {
    try {
      Files.createDirectories(folder(root, datasets));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path folder(Path root, int datasets) {
    return root.resolve("modules/bench/target/search-" + datasets);
  }

  Path folder() {
    return folder(root, datasets);
  }

  private Path shared() {
    return Baseline.shared(root).resolve("bench");
  }

  /// Makes `data.nq` and `data.jsonl`.
  void generate() throws Exception {
    if (!Files.exists(folder().resolve("data.jsonl"))) {
      Baseline.run(
          "python3",
          shared().resolve("gen.py").toString(),
          "-n",
          Integer.toString(datasets),
          "--nq",
          folder().resolve("data.nq").toString(),
          "--jsonl",
          folder().resolve("data.jsonl").toString());
    }
  }

  /// The data directory, imported when it is not there.
  Path data(AllmendeEngine engine) throws Exception {
    Path data = folder().resolve("data");
    if (!Files.isDirectory(data)) {
      generate();
      Path fresh = Files.createTempDirectory(folder(), "data-");
      try (Measured load = engine.load(folder().resolve("data.nq"), fresh)) {
        ended(load, "import");
      }
      Files.move(fresh, data);
    }
    return data;
  }

  /// Waits for a process that must do well.
  static void ended(Measured process, String what) throws InterruptedException {
    if (process.await() != 0) {
      throw new IllegalStateException(what + " failed");
    }
  }
}
