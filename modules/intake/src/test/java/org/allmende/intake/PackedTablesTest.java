package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is packed is read as it is when it comes alone.
public class PackedTablesTest {

  private static final String TREES = "Nr;Art;Höhe\n1;Linde;12,5\n2;Ahorn;9,0\n3;Ulme;7,5\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void readsOnePackedTableAsIfItWereNot() throws IOException {
    byte[] text = TREES.getBytes(Charset.forName("windows-1252"));
    for (Path file :
        List.of(
            write(
                "baeume.zip", zip(StandardCharsets.UTF_8, "liesmich.md", text, "baeume.csv", text)),
            write("baeume.csv.gz", gzip(text)))) {
      Draft draft = Uploads.draft(Uploads.read(file));
      assertEquals(List.of("baeume"), names(draft));
      assertEquals(
          "iso-8859-1", Objects.requireNonNull(draft.tables().getFirst().dialect()).encoding());
      assertEquals("Nr,Art,Höhe\r\n1,Linde,12.5\r\n2,Ahorn,9.0\r\n3,Ulme,7.5\r\n", clean(draft, 0));
    }
  }

  @Test
  void readsAllTablesOfAnArchive() throws IOException {
    byte[] trees = TREES.getBytes(StandardCharsets.UTF_8);
    byte[] json = "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]".getBytes(StandardCharsets.UTF_8);
    Path file =
        write(
            "daten.zip",
            zip(
                Charset.forName("IBM850"),
                "2023/Bäume.csv",
                trees,
                "2024/Bäume.csv",
                trees,
                "2024/Bäume.json",
                json,
                "Mappe.xlsx",
                workbook(),
                "__MACOSX/._Bäume.csv",
                trees,
                "2023/Bäume.csv-metadata.json",
                json,
                "datapackage.json",
                json,
                "Hinweise.txt",
                "Nur ein Satz.".getBytes(StandardCharsets.UTF_8)));
    Draft draft = Uploads.draft(Uploads.read(file));
    assertEquals(
        List.of("2023/Bäume", "2024/Bäume.csv", "2024/Bäume.json", "Mappe!Orte", "Mappe!Zahlen"),
        names(draft));
    assertTrue(clean(draft, 1).startsWith("Nr,Art,Höhe\r\n1,Linde,12.5\r\n"));
    assertEquals("a,b\r\n1,2\r\n3,4\r\n", clean(draft, 2));
    assertEquals("Ort,Wert\r\nNord,1\r\nSüd,2\r\n", clean(draft, 3));
    assertEquals("Zahl,Wert\r\nNord,1\r\nSüd,2\r\n", clean(draft, 4));
  }

  @Test
  void saysWhichFileAFindingIsAbout() throws IOException {
    byte[] people =
        "Name;E-Mail\nA;anna.muster@example.org\nB;bert.muster@example.org\n"
            .repeat(3)
            .getBytes(StandardCharsets.UTF_8);
    Reading reading =
        Uploads.read(
            folder,
            "daten.zip",
            zip(
                StandardCharsets.UTF_8,
                "a.csv",
                TREES.getBytes(StandardCharsets.UTF_8),
                "leute.csv",
                people,
                "leer.csv",
                new byte[0],
                "mehr.zip",
                people));
    assertEquals(List.of("a", "leute"), names(Uploads.draft(reading)));
    Finding blocking =
        reading.findings().stream().filter(Finding::blocks).findFirst().orElseThrow();
    assertEquals("leute!E-Mail", blocking.place().column());
    assertEquals(
        List.of(
            "Eine Datei im Archiv wurde nicht gelesen: leer: Die Datei enthält keine Daten.",
            "Eine Datei im Archiv wurde nicht gelesen: mehr.zip."),
        reading.findings().stream()
            .filter(f -> f.code().equals("packed-file-unread"))
            .map(f -> f.message().de())
            .toList());
  }

  @Test
  void readsShapefilesWithTheirAttributes() throws IOException {
    Path file = write("flaechen.zip", shapefile());
    Reading reading = Uploads.read(file);
    Draft draft = Uploads.draft(reading);
    assertEquals("SHP", draft.format());
    assertEquals(List.of(), reading.findings());
    assertEquals(List.of("Flächen"), names(draft));
    String first = "POLYGON ((500000 5700000, 500000 5700100.5, 500100 5700000, 500000 5700000))";
    String second =
        "MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0)), ((20 0, 20 9, 29 9, 29 0, 20 0), "
            + "(21 1, 22 1, 22 2, 21 2, 21 1)))";
    assertEquals(
        List.of(
            List.of("Süd", "0012", "SRID=25832;" + first),
            List.of("Nord", "0013", "SRID=25832;" + second)),
        draft.tables().getFirst().firstRows());
    assertTrue(clean(draft, 0).startsWith("NAME,KEY,geometry\r\nSüd,0012,\"SRID=25832;POLYGON"));
  }

  @Test
  void readsAttributesWithoutShapes() throws IOException {
    byte[] table = dbf(Charset.forName("IBM850"), "Süd", "0012", "Nord", "0013");
    Draft draft = Uploads.draft(Uploads.read(write("orte.dbf", table)));
    assertEquals("DBF", draft.format());
    assertEquals(
        List.of(List.of("Süd", "0012"), List.of("Nord", "0013")),
        draft.tables().getFirst().firstRows());
  }

  static byte[] shapefile() throws IOException {
    byte[] shp =
        shapes(
            5,
            new double[][] {{500000, 5700000, 500000, 5700100.5, 500100, 5700000, 500000, 5700000}},
            new double[][] {
              {0, 0, 0, 9, 9, 9, 9, 0, 0, 0},
              {20, 0, 20, 9, 29, 9, 29, 0, 20, 0},
              {21, 1, 22, 1, 22, 2, 21, 2, 21, 1}
            });
    byte[] dbf = dbf(Charset.forName("windows-1252"), "Süd", "0012", "Nord", "0013");
    String prj = "PROJCS[\"ETRS_1989_UTM_Zone_32N\",GEOGCS[\"GCS\"]]";
    return zip(
        StandardCharsets.UTF_8,
        "f/Flächen.shp",
        shp,
        "f/Flächen.DBF",
        dbf,
        "f/Flächen.prj",
        prj.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] shapes(int type, double[][]... shapes) {
    var out = ByteBuffer.allocate(10_000);
    out.putInt(0, 9994);
    out.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, type).putDouble(52, 501000);
    out.position(100);
    for (int n = 0; n < shapes.length; n++) {
      int points = Arrays.stream(shapes[n]).mapToInt(part -> part.length / 2).sum();
      int length = 44 + 4 * shapes[n].length + 16 * points;
      out.order(ByteOrder.BIG_ENDIAN).putInt(n + 1).putInt(length / 2);
      out.order(ByteOrder.LITTLE_ENDIAN).putInt(type).position(out.position() + 32);
      out.putInt(shapes[n].length).putInt(points);
      int start = 0;
      for (double[] part : shapes[n]) {
        out.putInt(start);
        start += part.length / 2;
      }
      Arrays.stream(shapes[n]).flatMapToDouble(Arrays::stream).forEach(out::putDouble);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] dbf(Charset charset, String... cells) {
    var out = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, (byte) 3).putInt(4, cells.length / 2).putShort(8, (short) 97);
    out.putShort(10, (short) 15);
    String[] names = {"NAME", "KEY"};
    for (int f = 0; f < 2; f++) {
      out.put(32 + 32 * f, names[f].getBytes(charset));
      out.put(43 + 32 * f, (byte) 'C').put(48 + 32 * f, (byte) (f == 0 ? 10 : 4));
    }
    out.put(29, (byte) (charset.name().equals("IBM850") ? 2 : 0));
    out.put(96, (byte) 0x0D).position(97);
    for (int i = 0; i < cells.length; i += 2) {
      out.put(" %-10s%-4s".formatted(cells[i], cells[i + 1]).getBytes(charset));
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void looksIntoNothingThatBursts() throws IOException {
    byte[] zeros = new byte[40 << 20];
    byte[] lying = zip(StandardCharsets.UTF_8, "a.csv", zeros);
    for (int i = 0; i < lying.length - 4; i++) {
      if (lying[i] == 'P' && lying[i + 1] == 'K' && lying[i + 2] == 1 && lying[i + 3] == 2) {
        lying[i + 24] = 10;
        lying[i + 25] = 0;
        lying[i + 26] = 0;
        lying[i + 27] = 0;
      }
    }
    assertInstanceOf(Reading.Rejected.class, Uploads.read(folder, "a.zip", lying));
  }

  @Test
  void refusesWhatIsLocked() throws IOException {
    byte[] locked = zip(StandardCharsets.UTF_8, "a.csv", TREES.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < locked.length - 4; i++) {
      if (locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2) {
        locked[i + 8] |= 1;
      }
    }
    assertEquals(List.of("file-encrypted"), Uploads.codes(Uploads.read(folder, "a.zip", locked)));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<String> names(Draft draft) {
    return draft.tables().stream().map(Table::name).toList();
  }

  private static String clean(Draft draft, int table) throws IOException {
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().get(table), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  public static byte[] zip(Charset names, Object... files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, names)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) files[i]));
        zip.write((byte[]) files[i + 1]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] workbook() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "Test", "1.0")) {
      for (String first : List.of("Ort", "Zahl")) {
        var sheet = book.newWorksheet(first + (first.equals("Ort") ? "e" : "en"));
        sheet.value(0, 0, first);
        sheet.value(0, 1, "Wert");
        sheet.value(1, 0, "Nord");
        sheet.value(1, 1, 1);
        sheet.value(2, 0, "Süd");
        sheet.value(2, 1, 2);
      }
    }
    return out.toByteArray();
  }
}
