package org.allmende.app;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.allmende.catalog.erasing.Erasure;
import org.allmende.model.DatasetId;
import org.allmende.store.DataDirectory;

/// Erases in a running server. The bytes go in the background, once for all that was erased until
/// then; what a stop has interrupted is left for the next time, or for `erase`.
final class ErasingSoon implements Erasure, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ErasingSoon.class.getName());

  private final Installation installation;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ExecutorService expunging =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("allmende-expunging").factory());

  ErasingSoon(Installation installation) {
    this.installation = installation;
  }

  @Override
  public long dataset(DatasetId id, String by) throws IOException {
    var _ = installation.erasing().dataset(id, by);
    if (!due.getAndSet(true)) {
      expunging.execute(this::expunge);
    }
    return installation.directory().datasets().change();
  }

  private void expunge() {
    due.set(false);
    try {
      installation.expunge(DataDirectory.ON_ITS_WAY);
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "What was erased is still on the disk; call \"allmende erase\".",
          e);
    }
  }

  @Override
  public void close() {
    expunging.close();
  }
}
