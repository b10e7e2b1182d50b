package org.allmende.dcat.terms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Reads the word lists beside this class: UTF-8, one entry a line, cells separated by tabs, `#`
/// starts a comment.
public final class Lines {

  private static final String FOLDER = "/org/allmende/dcat/";

  private Lines() {}

  public static List<String[]> of(String resource) {
    InputStream in =
        Objects.requireNonNull(Lines.class.getResourceAsStream(FOLDER + resource), resource);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
