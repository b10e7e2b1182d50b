package org.allmende.intake.formats;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.intake.files.FileNames;
import org.allmende.intake.geometry.ReferenceSystem;
import org.allmende.intake.geometry.Shape;

/// The features of a shapefile ([ESRI,
/// 1998](https://www.esri.com/library/whitepapers/pdfs/shapefile.pdf)): what the attribute table
/// (`.dbf`) beside it says of each, and its geometry as well-known text.
///
/// Coordinates stay as they are. Where they are no degrees, the text begins with the number of
/// their reference system (`SRID=25832;POINT (…)`), 0 where the file beside it (`.prj`) names none
/// that is known.
public final class Shapefile implements FieldRecords {

  private static final int MAGIC = 9994;
  private static final int LARGEST_SHAPE = 32 << 20;

  private final Path shapes;

  public Shapefile(Path shapes) {
    this.shapes = shapes;
  }

  /// A file that lies beside another, with another ending.
  public static Path beside(Path file, String ending) {
    return file.resolveSibling(FileNames.stem(file.getFileName().toString()) + "." + ending);
  }

  @Override
  public void each(Taker taker) throws IOException {
    Path table = beside(shapes, "dbf");
    if (!Files.isRegularFile(table)) {
      return;
    }
    try (var attributes = new DbaseTable(table);
        var in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(shapes), 1 << 16))) {
      String system = header(in);
      for (int number = 1; ; number++) {
        Map<String, String> record = attributes.next();
        String geometry = shape(in);
        if (record == null) {
          return;
        }
        if (attributes.isDeleted()) {
          continue;
        }
        var all = new LinkedHashMap<>(record);
        all.putIfAbsent(JsonRecords.GEOMETRY, geometry.isEmpty() ? "" : system + geometry);
        taker.take(number, all);
      }
    }
  }

  /// Reads the file's header.
  ///
  /// @return what the geometries' texts begin with
  private String header(DataInputStream in) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(in.readNBytes(100)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < 100 || header.getInt(0) != Integer.reverseBytes(MAGIC)) {
      throw new EOFException("header");
    }
    boolean degrees =
        Math.abs(header.getDouble(36)) <= 180
            && Math.abs(header.getDouble(44)) <= 90
            && Math.abs(header.getDouble(52)) <= 180
            && Math.abs(header.getDouble(60)) <= 90;
    return degrees ? "" : "SRID=" + ReferenceSystem.of(beside(shapes, "prj")) + ";";
  }

  /// The geometry of the next record; empty where there is none or no record.
  private static String shape(DataInputStream in) throws IOException {
    byte[] head = in.readNBytes(8);
    if (head.length < 8) {
      return "";
    }
    long length = 2L * ByteBuffer.wrap(head).getInt(4);
    if (length < 0) {
      throw new EOFException("record");
    }
    if (length > LARGEST_SHAPE) {
      in.skipNBytes(length);
      return "";
    }
    byte[] content = in.readNBytes((int) length);
    if (content.length < length) {
      throw new EOFException("record");
    }
    return Shape.text(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
  }
}
