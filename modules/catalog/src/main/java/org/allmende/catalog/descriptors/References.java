package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Parts of a descriptor that may stand in a document of their own. Those that lie beside it are
/// read; nothing is fetched from elsewhere, whoever asks for it.
record References(Beside beside, List<Finding> findings) {

  private static final int LONGEST = 200;

  /// An object, or the one that is referred to; missing where it is not there.
  JsonNode object(JsonNode value) throws IOException {
    if (!value.isString()) {
      return value;
    }
    String path = value.asString();
    Optional<byte[]> found = isHere(path) ? beside.document(path) : Optional.empty();
    if (found.isPresent()) {
      try {
        return Json.foreign().readTree(found.get());
      } catch (JacksonException _) {
        add(path);
        return MissingNode.getInstance();
      }
    }
    add(path);
    return MissingNode.getInstance();
  }

  /// Whether a path leads to something beside the descriptor.
  private static boolean isHere(String path) {
    return path.length() <= LONGEST
        && path.indexOf(':') < 0
        && !path.startsWith("/")
        && !path.startsWith("\\");
  }

  private void add(String path) {
    String shown = path.length() <= LONGEST ? path : path.substring(0, LONGEST) + "…";
    Finding finding =
        new Finding(
            "descriptor-reference",
            Severity.WARNING,
            new Finding.Place(null, null, shown),
            new Text(
                "Die Beschreibung der Datei verweist auf etwas, das nicht dabeiliegt; es wird nicht"
                    + " abgerufen.",
                "The descriptor of the file refers to something that does not lie beside it; it is"
                    + " not fetched."),
            new Text(
                "Die Datei, auf die verwiesen wird, mitgeben oder ihren Inhalt in die Beschreibung"
                    + " schreiben.",
                "Hand in the file that is referred to, or write what it says into the descriptor."));
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }
}
