package org.allmende.app;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The line at the bottom of a terminal that says how far long work has come. It is written over a
/// few times a second and gone before anything else is said.
final class ProgressLine {

  /// The launcher says here whether errors go to a terminal; Java alone cannot tell.
  private static final String TERMINAL = "allmende.terminal";

  private static final long PAUSE = 250_000_000;

  private final PrintWriter terminal;
  private final LongSupplier nanos;
  private long shownAt;
  private int width;

  /// @param nanos the time
  ProgressLine(PrintWriter terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.shownAt = nanos.getAsLong();
  }

  static boolean isSeen() {
    String told = System.getProperty(TERMINAL);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  void show(Path file, long records) {
    long now = nanos.getAsLong();
    if (now - shownAt < PAUSE) {
      return;
    }
    shownAt = now;
    String line = Words.of("progress", String.valueOf(file.getFileName()), records);
    terminal.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    terminal.flush();
    width = line.length();
  }

  void clear() {
    if (width > 0) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      width = 0;
    }
  }
}
