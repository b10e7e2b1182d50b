package org.allmende.sparql.columns;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32C;

/// Says which files make up the projection, of which store and change, and how to tell that they
/// are whole. It is replaced in one step.
///
/// @param store the store's id
/// @param change the change number
/// @param terms the folder of the dictionary
/// @param table the file of its hash table
/// @param seed of its hash
/// @param size terms
/// @param end bytes of terms
/// @param base the folder of the columns
/// @param sums checksums by file, with the bytes they are about
record Manifest(
    String store,
    long change,
    String terms,
    String table,
    long seed,
    int size,
    long end,
    String base,
    Map<String, Sum> sums) {

  /// Whatever changes the files' form must change this.
  private static final String FORMAT = "1 " + java.nio.ByteOrder.nativeOrder();

  private static final String NAME = "manifest";

  Manifest {
    sums = Map.copyOf(sums);
  }

  /// @param bytes how many from the file's beginning
  record Sum(long bytes, long crc) {
    static Sum of(Path file, long bytes) throws IOException {
      return new Sum(bytes, Disk.checksum(file, bytes));
    }
  }

  /// Reads a manifest and checks every file it names.
  ///
  /// @throws IOException when anything is missing or not as it was written
  static Manifest read(Path folder) throws IOException {
    String all = Files.readString(folder.resolve(NAME));
    int cut = all.indexOf('\n') + 1;
    String text = all.substring(cut);
    if (!all.substring(0, cut).strip().equals(sum(text))) {
      throw new IOException("the manifest is damaged");
    }
    var said = new Properties();
    said.load(new StringReader(text));
    try {
      return of(said).checked(folder);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException("the manifest is of another kind", e);
    }
  }

  private static Manifest of(Properties said) throws IOException {
    if (!FORMAT.equals(said.getProperty("format"))) {
      throw new IOException("the files are of another format");
    }
    var sums = new LinkedHashMap<String, Sum>();
    for (String name : said.stringPropertyNames()) {
      if (name.startsWith("file.")) {
        String[] sum = said.getProperty(name).split(" ", -1);
        sums.put(name.substring(5), new Sum(Long.parseLong(sum[0]), Long.parseLong(sum[1])));
      }
    }
    return new Manifest(
        said.getProperty("store"),
        Long.parseLong(said.getProperty("change")),
        said.getProperty("terms"),
        said.getProperty("table"),
        Long.parseLong(said.getProperty("seed")),
        Integer.parseInt(said.getProperty("size")),
        Long.parseLong(said.getProperty("end")),
        said.getProperty("base"),
        sums);
  }

  private Manifest checked(Path folder) throws IOException {
    for (var each : sums.entrySet()) {
      Path file = folder.resolve(each.getKey());
      if (!Sum.of(file, each.getValue().bytes).equals(each.getValue())) {
        throw new IOException(file + " is damaged");
      }
    }
    return this;
  }

  void write(Path folder) throws IOException {
    var said = new Properties();
    said.setProperty("format", FORMAT);
    said.setProperty("store", store);
    said.setProperty("change", Long.toString(change));
    said.setProperty("terms", terms);
    said.setProperty("table", table);
    said.setProperty("seed", Long.toString(seed));
    said.setProperty("size", Integer.toString(size));
    said.setProperty("end", Long.toString(end));
    said.setProperty("base", base);
    sums.forEach((file, sum) -> said.setProperty("file." + file, sum.bytes + " " + sum.crc));
    var text = new StringWriter();
    said.store(text, null);
    Disk.write(
        folder.resolve(NAME),
        (sum(text.toString()) + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  private static String sum(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
