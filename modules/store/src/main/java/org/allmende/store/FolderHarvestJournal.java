package org.allmende.store;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.allmende.catalog.harvest.Harvest;
import org.allmende.catalog.harvest.HarvestJournal;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.Tape;
import org.allmende.catalog.said.Json;
import org.jspecify.annotations.Nullable;

/// A folder for each run: the tape ([TapeFile]), `log.jsonl.gz` with a line for each record, and at
/// last `run.json`, without which a run has not happened.
final class FolderHarvestJournal implements HarvestJournal {

  /// How many runs are kept of a source.
  private static final int KEPT = 5;

  private static final String RUN = "run.json";
  private static final String LOG = "log.jsonl.gz";

  private final Path folder;
  private final Disk disk;

  FolderHarvestJournal(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  private Path folder(Source source) {
    return folder.resolve(source.tenant()).resolve(source.name());
  }

  private Path folder(Source source, int run) {
    return folder(source).resolve(Integer.toString(run));
  }

  @Override
  public Recording begin(Source source) throws IOException {
    List<Harvest> runs = runs(source);
    int number = runs.isEmpty() ? 1 : runs.getLast().number() + 1;
    Path place = folder(source, number);
    Disk.delete(place);
    Files.createDirectories(place);
    return new Folder(source, place, number, new TapeFile(place, false, last(source, runs), disk));
  }

  private @Nullable TapeFile last(Source source, List<Harvest> runs) throws IOException {
    for (Harvest run : runs.reversed()) {
      if (run.complete() && run.replayOf() == 0) {
        return new TapeFile(folder(source, run.number()), true, null, disk);
      }
    }
    return null;
  }

  @Override
  public List<Harvest> runs(Source source) throws IOException {
    var runs = new ArrayList<Harvest>();
    if (Files.isDirectory(folder(source))) {
      for (Path run : Disk.list(folder(source))) {
        if (Files.exists(run.resolve(RUN))) {
          runs.add(Json.own().readValue(Files.readAllBytes(run.resolve(RUN)), Harvest.class));
        }
      }
    }
    runs.sort(java.util.Comparator.comparingInt(Harvest::number));
    return runs;
  }

  @Override
  public Optional<Tape> tape(Source source, int run) throws IOException {
    for (Harvest one : runs(source)) {
      if (one.number() == run) {
        int taped = one.replayOf() == 0 ? run : one.replayOf();
        Path place = folder(source, taped);
        return Files.isDirectory(place)
            ? Optional.of(new TapeFile(place, true, null, disk))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean log(Source source, int run, Predicate<Harvest.Line> more) throws IOException {
    Path log = folder(source, run).resolve(LOG);
    if (!Files.exists(folder(source, run).resolve(RUN)) || !Files.exists(log)) {
      return false;
    }
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && more.test(Json.own().readValue(line, Harvest.Line.class))) {
        line = lines.readLine();
      }
    }
    return true;
  }

  @Override
  public void forget(Source source) throws IOException {
    Disk.delete(folder(source));
  }

  /// A replay needs the tape of the run that it plays.
  private void tidy(Source source) throws IOException {
    List<Harvest> runs = runs(source);
    List<Harvest> kept = runs.subList(Math.max(0, runs.size() - KEPT), runs.size());
    for (Harvest run : runs) {
      boolean needed =
          kept.stream().anyMatch(k -> k.number() == run.number() || k.replayOf() == run.number());
      if (!needed) {
        Disk.delete(folder(source, run.number()));
      }
    }
  }

  private final class Folder implements Recording {

    private final Source source;
    private final Path place;
    private final int number;
    private final Tape tape;
    private final BufferedWriter log;
    private boolean finished;

    Folder(Source source, Path place, int number, Tape tape) throws IOException {
      this.source = source;
      this.place = place;
      this.number = number;
      this.tape = tape;
      this.log =
          new BufferedWriter(
              new OutputStreamWriter(
                  new GZIPOutputStream(Files.newOutputStream(place.resolve(LOG)), 1 << 16),
                  StandardCharsets.UTF_8));
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public Tape tape() {
      return tape;
    }

    @Override
    public void line(Harvest.Line line) throws IOException {
      log.write(Json.own().writeValueAsString(line));
      log.newLine();
    }

    @Override
    public void finish(Harvest harvest) throws IOException {
      log.close();
      Disk.write(place.resolve(RUN), Json.own().writeValueAsBytes(harvest));
      finished = true;
      tidy(source);
    }

    @Override
    public void close() throws IOException {
      log.close();
      if (!finished) {
        Disk.delete(place);
      }
    }
  }
}
