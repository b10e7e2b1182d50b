package org.allmende.intake;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.allmende.model.Column;
import org.allmende.model.Dataset.Box;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every sample of a format that is no text reads as its golden file says: what was noticed, what
/// the columns are, the repaired table.
class FormatSamplesTest {

  @TestFactory
  Stream<DynamicTest> readsAsItsGoldenFileSays() throws IOException {
    Path formats = Folders.samples().resolve("formats");
    try (var walk = Files.walk(formats)) {
      return walk
          .filter(file -> Files.isRegularFile(file) && !file.startsWith(formats.resolve("csv")))
          .sorted()
          .toList()
          .stream()
          .map(
              file -> dynamicTest(formats.relativize(file).toString(), () -> check(formats, file)));
    }
  }

  private static void check(Path formats, Path file) throws IOException {
    Path golden = Folders.samples().resolve("golden/formats").resolve(formats.relativize(file));
    Golden.assertText(golden.resolveSibling(golden.getFileName() + ".txt"), said(file));
  }

  private static String said(Path file) throws IOException {
    var text = new StringBuilder();
    Reading reading = Uploads.read(file);
    for (Finding finding : reading.findings()) {
      text.append(finding.severity().name().toLowerCase(Locale.ROOT))
          .append(' ')
          .append(finding.code())
          .append(": ")
          .append(finding.message().en())
          .append('\n');
    }
    if (reading instanceof Reading.Understood(var draft, var _)) {
      text.append(draft.format()).append(' ').append(draft.mediaType()).append('\n');
      for (Table table : draft.tables()) {
        text.append("\n# ").append(table.name()).append('\n');
        for (Column column : table.columns()) {
          String meaning = column.meaning() == null ? "" : ", " + column.meaning();
          text.append("- %s: %s%s\n".formatted(column.name(), column.type().code(), meaning));
        }
        text.append(extent(table)).append('\n');
        var out = new ByteArrayOutputStream();
        Repair.write(draft, table, out);
        text.append(out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
      }
    }
    return text.toString();
  }

  private static String extent(Table table) {
    Box box = table.extent();
    return box == null
        ? ""
        : String.format(
            Locale.ROOT, "%.6f %.6f %.6f %.6f\n", box.west(), box.south(), box.east(), box.north());
  }
}
