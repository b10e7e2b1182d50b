package org.allmende.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folders tests read.
public final class Folders {

  private Folders() {}

  /// The top of the checkout.
  public static Path root() {
    String root = System.getProperty("allmende.root");
    Path here = Path.of(root == null ? "" : root).toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("modules"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("not inside a checkout; set -Dallmende.root");
    }
    return here;
  }

  /// The folder of our own samples.
  public static Path samples() {
    return root().resolve("samples");
  }

  /// A folder or file of third-party material in `shared`, beside the checkout or where the
  /// environment variable `ALLMENDE_SHARED` points. The test is skipped, with this as its reason,
  /// where it is not there.
  public static Path shared(String name) {
    String named = System.getenv("ALLMENDE_SHARED");
    Path shared = named == null ? root().resolveSibling("shared") : Path.of(named);
    Path wanted = shared.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(wanted), () -> "third-party material is not here: shared/" + name);
    return wanted;
  }
}
