package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.model.Finding;
import org.allmende.testkit.Folders;
import org.allmende.testkit.samples.TrueReading;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every sample of a finding about cells gives that finding.
class ColumnSamplesTest {

  private static final Set<String> ABOUT_CELLS =
      Set.of(
          "number-undecided",
          "number-form-mixed",
          "zero-lost",
          "key-unknown",
          "date-undecided",
          "date-form-mixed",
          "cell-type",
          "null-marker");

  @TestFactory
  Stream<DynamicTest> samplesGiveTheirFinding() {
    return TrueReading.all(Folders.samples()).stream()
        .filter(sample -> ABOUT_CELLS.contains(sample.finding()))
        .map(sample -> DynamicTest.dynamicTest(sample.file(), () -> check(sample)));
  }

  private static void check(TrueReading sample) throws IOException {
    var file = Folders.samples().resolve(sample.file());
    var findings = PlainTable.sample(file, sample.delimiter().charAt(0)).profile().findings();
    assertTrue(
        findings.stream().map(Finding::code).anyMatch(sample.finding()::equals),
        () -> sample.finding() + " is not among " + findings);
  }
}
