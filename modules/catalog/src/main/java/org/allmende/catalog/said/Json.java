package org.allmende.catalog.said;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The one place where JSON and YAML are read and written: nesting, length and size are bounded.
public final class Json {

  /// The largest document taken from outside, in bytes.
  public static final int MAX_BYTES = 1 << 20;

  /// The largest answer of somebody else's server that is read, in bytes.
  private static final int MAX_ANSWER = 1 << 30;

  private static final StreamReadConstraints OUTSIDE = constraints(MAX_BYTES, 100);

  private static final JsonMapper OWN =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(constraints(Integer.MAX_VALUE, 100))
                  .build())
          .build();

  private static final JsonMapper FOREIGN =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(OUTSIDE).build()).build();

  private static final JsonMapper ANSWER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxDocumentLength(MAX_ANSWER)
                          .maxNumberLength(100)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .build())
          .build();

  private static final ObjectMapper YAML =
      YAMLMapper.builder(YAMLFactory.builder().streamReadConstraints(OUTSIDE).build()).build();

  private Json() {}

  /// For what we wrote ourselves.
  public static JsonMapper own() {
    return OWN;
  }

  /// For JSON that somebody else wrote.
  public static JsonMapper foreign() {
    return FOREIGN;
  }

  /// For what another catalogue answers, which may be all it has.
  public static JsonMapper answer() {
    return ANSWER;
  }

  /// For YAML that somebody else wrote.
  public static ObjectMapper yaml() {
    return YAML;
  }

  /// The bytes of a document from outside; of one that is too large so many that its reader refuses
  /// it.
  public static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static StreamReadConstraints constraints(int bytes, int depth) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(depth)
        .maxDocumentLength(bytes)
        .maxNumberLength(100)
        .maxStringLength(bytes)
        .build();
  }
}
