package org.allmende.dcat.upgrading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.dcat.terms.Skolem;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.apache.jena.graph.Node;

/// Keeps book of what was changed in a record: each change once, however often it was made.
final class UpgradeLog {

  private static final int MOST = 200;
  private static final int LONGEST = 200;

  private static final Text NOTHING_TO_DO =
      new Text(
          "Übernommen und verbessert; dauerhaft hilft nur die Korrektur in der Quelle.",
          "Taken in and mended; only a correction at the source lasts.");
  private static final Text LOOK =
      new Text(
          "Korrigieren Sie die Angabe in der Quelle; bis dahin bleibt sie, wie sie ist.",
          "Correct it at the source; until then it stays as it is.");

  private final Set<Finding> findings = new LinkedHashSet<>();

  List<Finding> findings() {
    return new ArrayList<>(findings);
  }

  /// Something was changed.
  void changed(String code, String field, Node before, Node after) {
    String was = shown(before);
    String is = shown(after);
    add(
        code,
        Severity.INFO,
        field,
        was,
        new Text(
            field + ": aus „" + was + "“ wurde „" + is + "“.",
            field + ": “" + was + "” became “" + is + "”."),
        NOTHING_TO_DO);
  }

  /// Something was added that follows from what is there.
  void added(String code, String field, Node value) {
    String is = shown(value);
    add(
        code,
        Severity.INFO,
        field,
        is,
        new Text(field + ": „" + is + "“ wurde ergänzt.", field + ": “" + is + "” was added."),
        NOTHING_TO_DO);
  }

  /// Something has no place where it stood and is kept elsewhere.
  void aside(String code, String field, Node value, String where) {
    String was = shown(value);
    add(
        code,
        Severity.WARNING,
        field,
        was,
        new Text(
            field + ": „" + was + "“ passt hier nicht und steht nun in " + where + ".",
            field + ": “" + was + "” does not fit here and now stands in " + where + "."),
        NOTHING_TO_DO);
  }

  /// Something is not right and could not be mended.
  void left(String field, Node value) {
    String was = shown(value);
    add(
        "upgrade-unknown",
        Severity.WARNING,
        field,
        was,
        new Text(
            field + ": „" + was + "“ ließ sich nicht zuordnen.",
            field + ": “" + was + "” could not be matched."),
        LOOK);
  }

  /// Something said nothing and was left out.
  void empty(String field) {
    add(
        "upgrade-empty",
        Severity.INFO,
        field,
        "",
        new Text(
            field + ": eine leere Angabe wurde weggelassen.",
            field + ": an empty value was left out."),
        NOTHING_TO_DO);
  }

  private void add(
      String code, Severity severity, String field, String value, Text message, Text advice) {
    if (findings.size() < MOST) {
      findings.add(
          new Finding(code, severity, new Finding.Place(null, field, value), message, advice));
    }
  }

  private static String shown(Node node) {
    String text =
        node.isLiteral()
            ? node.getLiteralLexicalForm()
            : node.isURI() && !Skolem.isSkolem(node) ? node.getURI() : "…";
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
