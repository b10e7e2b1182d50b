package org.allmende.dcat.describing;

import java.util.ArrayList;
import java.util.List;
import org.allmende.dcat.words.Guess;
import org.allmende.model.Claim;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// Keeps book, while a description is made, of where its values come from and what could not be
/// used.
final class Ledger {

  private final List<Claim> claims = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  List<Claim> claims() {
    return claims;
  }

  List<Finding> findings() {
    return findings;
  }

  /// Books a value and hands it on.
  <T> T claim(String field, Guess<T> guess) {
    claims.add(guess.claim(field));
    return guess.value();
  }

  /// Books a value that is in no list we know.
  void unknown(String field, String value) {
    findings.add(
        new Finding(
            "metadata-unknown-code",
            Severity.WARNING,
            new Finding.Place(null, field, value),
            new Text(
                "Der Wert „"
                    + value
                    + "“ im Feld „"
                    + field
                    + "“ steht in keiner Liste, die wir kennen.",
                "The value “" + value + "” of the field “" + field + "” is in no list we know."),
            new Text(
                "Wählen Sie einen Wert aus der Liste oder lassen Sie das Feld leer.",
                "Choose a value from the list or leave the field empty.")));
  }
}
