package org.allmende.catalog.descriptors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.said.Json;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A document that describes files: [CSVW](https://www.w3.org/TR/tabular-metadata/), or the
/// descriptor of a [data package](https://datapackage.org/). Both say the same kinds of things;
/// what they say comes out in one form.
sealed interface Descriptor permits CsvwDescription, DataPackage {

  /// What is said about one of its files as a dataset, in the form that [MetadataReader] reads;
  /// empty where the file is none of its.
  ///
  /// @param file path from where the descriptor is, or the name alone
  Optional<ObjectNode> about(String file);

  /// What is said about all of its files together.
  ObjectNode whole();

  /// What is declared about the table in one of its files; empty where the file is none of its.
  ///
  /// @param file path from where the descriptor is, or the name alone
  /// @param beside where documents are that it refers to
  /// @param findings takes what it refers to and is not there
  Optional<DeclaredTable> declared(String file, Beside beside, List<Finding> findings)
      throws IOException;

  /// The paths of its files, as it has them.
  List<String> files();

  /// The paths of documents that hold parts of it, such as a schema of its own.
  List<String> parts();

  /// Whether a document holds a part of it.
  default boolean hasPart(String name) {
    return parts().stream().anyMatch(path -> isAt(path, name))
        && files().stream().noneMatch(path -> isAt(path, name));
  }

  /// Reads a descriptor; empty where the document is none.
  ///
  /// @throws JacksonException when it is no JSON, or too much of it
  static Optional<Descriptor> of(byte[] bytes) {
    JsonNode json = Json.foreign().readTree(bytes);
    if (CsvwDescription.is(json)) {
      return Optional.of(new CsvwDescription(json));
    }
    return json.path("resources").isArray() ? Optional.of(new DataPackage(json)) : Optional.empty();
  }

  /// Whether a path is that of a file.
  ///
  /// @param said as the descriptor has it
  /// @param file path from where the descriptor is, or the name alone
  static boolean isAt(String said, String file) {
    String plain = said.startsWith("./") ? said.substring(2) : said;
    String name = plain.substring(plain.lastIndexOf('/') + 1);
    String wanted = file.indexOf('/') < 0 ? name : plain;
    return wanted.equals(file) || decoded(wanted).equals(file);
  }

  private static String decoded(String path) {
    return path.replace("%20", " ");
  }
}
