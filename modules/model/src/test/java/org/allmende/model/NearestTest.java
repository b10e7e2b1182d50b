package org.allmende.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> NAMES = List.of("Baumart", "Pflanzjahr", "Höhe");

  @Test
  void findsWhatOneOrTwoSlipsAreMissing() {
    assertEquals(Optional.of("Baumart"), Nearest.of("baumrat", NAMES));
    assertEquals(Optional.of("Pflanzjahr"), Nearest.of("pflanz_jar", NAMES));
  }

  @Test
  void proposesNothingWhereNothingIsLikeIt() {
    assertEquals(Optional.empty(), Nearest.of("Einwohner", NAMES));
    assertEquals(Optional.empty(), Nearest.of("x".repeat(100_000), NAMES));
  }
}
