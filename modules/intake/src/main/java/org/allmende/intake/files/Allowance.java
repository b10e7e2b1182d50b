package org.allmende.intake.files;

import java.io.IOException;

/// Counts what comes out of a file that is packed or points to its own parts, where a few bytes can
/// say "a million rows like this one", and stops what nobody would wait for.
public final class Allowance {

  private static final long MOST_CELLS = 500_000_000;
  private static final int MOST_TIMES = 64;
  private static final long HARMLESS = 16L << 20;

  private final long most;
  private long cells;
  private long characters;

  private Allowance(long most) {
    this.most = most;
  }

  /// Of a file that holds each value once.
  ///
  /// @param size in bytes
  public static Allowance ofPlain(long size) {
    return new Allowance(HARMLESS + size * MOST_TIMES);
  }

  /// Of a file that is compressed.
  ///
  /// @param most characters that may come out of it
  public static Allowance ofPacked(long most) {
    return new Allowance(most);
  }

  /// Records that come out.
  ///
  /// @param width cells of each
  /// @param length characters of all
  public void spend(int width, long rows, long length) throws Exceeded {
    cells += width * rows;
    characters += length;
    if (cells > MOST_CELLS || characters > most) {
      throw new Exceeded(
          cells > MOST_CELLS
              ? "> " + MOST_CELLS / 1_000_000 + " Mio. Zellen / cells"
              : "> " + (most >> 20) + " MiB");
    }
  }

  /// More came out of a file than is looked at.
  public static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1;
    private final String much;

    public Exceeded(String much) {
      super(much);
      this.much = much;
    }

    public String much() {
      return much;
    }
  }
}
