package org.allmende.handbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.allmende.testkit.Folders;

/// The pages people read, as tests see them.
final class Handbook {

  private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  private Handbook() {}

  static Path folder() {
    return Folders.root().resolve("modules/handbook/src/main/handbook");
  }

  /// All pages, the README with them.
  static List<Path> pages() {
    var pages = new ArrayList<Path>();
    pages.add(Folders.root().resolve("README.md"));
    try (var files = Files.list(folder())) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static String text(Path page) {
    try {
      return Files.readString(page, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String page) {
    return text(folder().resolve(page));
  }

  /// The shell commands of a page, block by block.
  static List<String> shell(Path page) {
    return SHELL.matcher(text(page)).results().map(match -> match.group(1)).toList();
  }
}
