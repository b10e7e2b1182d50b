package org.allmende.bench.truth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Fills a small disk and makes room again, as often as wanted, while it is read and written: every
/// second time below what the program keeps free, every other time to the last byte. Writes have to
/// be refused with 507 and nothing else, reads have to go on and to be true, and once there is room
/// writes have to be taken again by themselves.
public final class Full implements Truth.Meanwhile {

  private static final long RESERVE = 256L << 20;
  private static final long DISK = 1L << 30;
  private static final int BLOCK = 4 << 20;
  private static final int SECONDS = 90;
  private static final int LONGEST = 24 * 3600;

  private final Path disk;
  private final int times;

  private Full(Path disk, int times) {
    this.disk = disk;
    this.times = times;
  }

  /// What came of it.
  ///
  /// @param truth what readers saw
  /// @param examined what `doctor` said of the data directory afterwards
  /// @param well whether that was nothing
  public record Report(int times, Truth.Report truth, String examined, boolean well) {

    public boolean isWell() {
      return well && truth.complaints().isEmpty();
    }

    @Override
    public String toString() {
      return truth + "\nthe disk was full " + times + " times; then doctor said: " + examined;
    }
  }

  /// `[TIMES]`, a hundred when none are said.
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    Path folder = Files.createTempDirectory("allmende-full");
    Report report = run(root.resolve("modules/app/target/allmende.jar"), folder, times);
    System.out.println(report);
    Path written = root.resolve("modules/bench/target/full.txt");
    Files.writeString(written, report + "\n", StandardCharsets.UTF_8);
    System.exit(report.isWell() ? 0 : 1);
  }

  /// Whether a small disk can be had: by whoever may mount one.
  public static boolean isPossible(Path folder) throws IOException, InterruptedException {
    Path disk = Files.createDirectories(folder.resolve("try"));
    return mount(disk) && run("umount", disk.toString()) == 0;
  }

  private static boolean mount(Path disk) throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()) == 0;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return -1; // there is no such program
    }
  }

  /// Starts the program on a small disk, and fills that.
  public static Report run(Path jar, Path folder, int times)
      throws IOException, InterruptedException {
    Path disk = Files.createDirectories(folder.resolve("data"));
    if (!mount(disk)) {
      throw new IOException("only who may mount a file system can try this");
    }
    try {
      var manner = new Truth.Manner(8, 2, 2, LONGEST);
      Truth.Report truth = Truth.run(jar, folder, manner, new Full(disk, times));
      Path said = folder.resolve("doctor");
      boolean well = examine(jar, disk, said);
      return new Report(times, truth, Files.readString(said).strip(), well);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static boolean examine(Path jar, Path data, Path said)
      throws IOException, InterruptedException {
    return new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "doctor",
                    "--thorough",
                    "--data",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public boolean fillsTheDisk() {
    return true;
  }

  @Override
  public void run(Truth truth) throws IOException, InterruptedException {
    Path ballast = disk.resolve("ballast");
    for (int time = 1; time <= times; time++) {
      String when = "when the disk was full for the " + time + ". time, ";
      long refused = truth.done(Truth.REFUSED);
      fill(ballast, RESERVE / 2);
      expect(truth, when + "no write was refused", () -> truth.done(Truth.REFUSED) > refused + 1);
      if (time % 2 == 0) {
        fill(ballast, 0);
      }
      long read = truth.reads();
      long more = truth.done(Truth.REFUSED);
      expect(truth, when + "it was not read", () -> truth.reads() > read + 40);
      expect(truth, when + "writes hung", () -> truth.done(Truth.REFUSED) > more + 1);
      Files.delete(ballast);
      long written = truth.done(Truth.WRITTEN);
      expect(
          truth,
          "after the " + time + ". time nothing was written",
          () -> truth.done(Truth.WRITTEN) > written + 1);
    }
  }

  private static void expect(Truth truth, String otherwise, BooleanSupplier is)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!is.getAsBoolean()) {
      if (System.nanoTime() > until) {
        truth.complain(otherwise);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// Writes until no more than so much is left.
  private void fill(Path ballast, long left) throws IOException {
    try (var channel =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (long free = free(); free > left; free = free()) {
        channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, free - left)));
      }
    } catch (IOException e) {
      if (left > 0) {
        throw e;
      }
      // Not a byte is left: that was wanted.
    }
  }

  private long free() throws IOException {
    return Files.getFileStore(disk).getUsableSpace();
  }
}
