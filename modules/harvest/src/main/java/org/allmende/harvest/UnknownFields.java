package org.allmende.harvest;

import java.util.List;
import java.util.Set;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// Says which fields of a record have no counterpart in DCAT and were left out.
final class UnknownFields {

  private static final int LONGEST = 300;

  private UnknownFields() {}

  static List<Finding> of(Set<String> fields) {
    if (fields.isEmpty()) {
      return List.of();
    }
    String names = String.join(", ", fields);
    String shown = names.length() > LONGEST ? names.substring(0, LONGEST) + "…" : names;
    return List.of(
        new Finding(
            "harvest-field-unknown",
            Severity.INFO,
            new Finding.Place(null, null, shown),
            new Text(
                "Für diese Felder gibt es in DCAT keine Entsprechung: " + shown,
                "These fields have no counterpart in DCAT: " + shown),
            new Text(
                "Nichts zu tun; die Angaben stehen weiter in der Quelle.",
                "Nothing to do; they still stand at the source.")));
  }
}
