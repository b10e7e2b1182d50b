package org.allmende.intake.cells;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckDigitsTest {

  @Test
  void knowsAccountNumbers() {
    assertTrue(CheckDigits.iban("DE89370400440532013000"));
    assertFalse(CheckDigits.iban("DE88370400440532013000"));
    assertFalse(CheckDigits.iban("DE8937040044053201300"));
  }

  @Test
  void knowsTaxNumbersByTheirCheckDigitAndTheirOneRepeatedDigit() {
    assertTrue(CheckDigits.taxId("86095742719"));
    assertFalse(CheckDigits.taxId("86095742718"));
    assertFalse(CheckDigits.taxId("11111111111"));
  }

  @Test
  void knowsPensionInsuranceNumbers() {
    assertTrue(
        CheckDigits.pensionNumber("65170839J003") || CheckDigits.pensionNumber("65170839J008"));
    assertFalse(CheckDigits.pensionNumber("65179939J008"));
  }

  @Test
  void knowsHealthInsuranceNumbers() {
    assertTrue(CheckDigits.healthInsuranceNumber("A123456780"));
    assertFalse(CheckDigits.healthInsuranceNumber("A123456781"));
  }
}
