package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The mapped files of a TDB2 folder, for writing to the disk what a transaction has changed in
/// them, all at once. TDB2 does that itself when it commits, one file after the other, and each
/// time waits for the disk twice; after this it finds nothing left to write. What is durable, and
/// when, stays TDB2's business.
final class Pages implements AutoCloseable {

  private static final int AT_ONCE = 8;

  private final List<FileChannel> files = new ArrayList<>();
  private final ExecutorService threads;

  Pages(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.filter(Pages::isMapped).toList()) {
        files.add(FileChannel.open(file, StandardOpenOption.WRITE));
      }
    } catch (IOException e) {
      close(files);
      throw e;
    }
    threads =
        Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("allmende-pages-", 1).daemon().factory());
  }

  private static boolean isMapped(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".idn") || name.endsWith(".dat");
  }

  /// Waits until everything is written.
  ///
  /// @throws UncheckedIOException when the disk fails
  void write() {
    var written =
        files.stream()
            .map(file -> CompletableFuture.runAsync(() -> force(file), threads))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(written).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void force(FileChannel file) {
    try {
      file.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    close(files);
  }

  private static void close(List<FileChannel> files) {
    for (FileChannel file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
