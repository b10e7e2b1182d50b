package org.allmende.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.quality.QualityHistory;

/// One line for each tenant and day, at the end of a file that only grows: what has been written
/// once is never touched again, and half a line that a crash has left is passed over.
final class FileQualityHistory implements QualityHistory {

  private final Path file;

  FileQualityHistory(Path file) {
    this.file = file;
  }

  @Override
  public synchronized List<Day> days() {
    if (!Files.exists(file)) {
      return List.of();
    }
    var days = new LinkedHashMap<String, Day>();
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(line -> day(line).ifPresent(day -> days.put(day.date() + day.tenant(), day)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(days.values());
  }

  private static Optional<Day> day(String line) {
    String[] cell = line.split("\t", -1);
    if (cell.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Day(
              LocalDate.parse(cell[0]),
              cell[1],
              Integer.parseInt(cell[2]),
              Long.parseLong(cell[3])));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void keep(List<Day> days) {
    var text = new StringBuilder();
    if (isTorn()) {
      text.append('\n');
    }
    for (Day day : days) {
      text.append(day.date()).append('\t').append(day.tenant()).append('\t');
      text.append(day.datasets()).append('\t').append(day.points()).append('\n');
    }
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isTorn() {
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        return false;
      }
      try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
        var last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
