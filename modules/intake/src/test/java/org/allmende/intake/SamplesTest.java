package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.model.Dialect;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.allmende.testkit.Folders;
import org.allmende.testkit.samples.TrueReading;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every sample is read as `samples/README.md` says it truly reads.
class SamplesTest {

  private static final List<TrueReading> TRUTH = TrueReading.all(Folders.samples());

  /// Examples of findings about columns, which are not this part's.
  private static final Set<String> OF_COLUMNS =
      Set.of(
          "cell-type",
          "null-marker",
          "number-undecided",
          "number-form-mixed",
          "zero-lost",
          "key-unknown",
          "date-undecided",
          "date-form-mixed",
          "personal-iban");

  @TestFactory
  Stream<DynamicTest> readsAsItTrulyReads() {
    return TRUTH.stream().map(truth -> dynamicTest(truth.file(), () -> check(truth)));
  }

  private static void check(TrueReading truth) {
    Reading reading = Uploads.read(Folders.samples().resolve(truth.file()));
    if (!truth.finding().isEmpty() && !OF_COLUMNS.contains(truth.finding())) {
      assertTrue(
          Uploads.codes(reading).contains(truth.finding()),
          () -> "lacks " + truth.finding() + " among " + reading.findings());
    }
    if (!truth.isTable()) {
      assertInstanceOf(Reading.Rejected.class, reading);
      return;
    }
    Table table = Uploads.table(reading);
    Dialect dialect = Objects.requireNonNull(table.dialect(), "dialect");
    assertEquals(truth.encoding(), dialect.encoding(), "encoding");
    if (!truth.delimiter().equals("-")) {
      assertEquals(truth.delimiter(), dialect.delimiter(), "delimiter");
    }
    Integer header = table.headerRow();
    assertEquals(truth.headerRow(), header == null ? 0 : header, "header row");
    assertEquals(truth.dataRows(), table.dataRows(), "data rows");
  }
}
