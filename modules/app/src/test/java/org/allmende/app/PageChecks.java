package org.allmende.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.testkit.Folders;
import org.allmende.testkit.browser.Chromium;
import tools.jackson.databind.JsonNode;

/// What holds for every page as it comes from the server: its HTML is right by the
/// [checker](https://validator.github.io/validator/) of the W3C, and all of it is in one language,
/// save what says that it is in another.
final class PageChecks {

  private static final Path VALIDATOR =
      Folders.root().resolve("modules/web/frontend/node_modules/vnu-jar/build/dist/vnu.jar");

  /// Words that no sentence of one language does without, and none of the other has.
  private static final Set<String> GERMAN =
      Set.of(
          "und",
          "oder",
          "nicht",
          "ist",
          "sind",
          "wird",
          "werden",
          "für",
          "von",
          "vom",
          "auf",
          "der",
          "das",
          "dem",
          "des",
          "eine",
          "einen",
          "einer",
          "keine",
          "keinen",
          "zum",
          "zur",
          "mit",
          "bei",
          "nach",
          "sie",
          "ihre",
          "ihr",
          "wir",
          "noch",
          "hier",
          "gibt",
          "steht",
          "zeile",
          "zeilen",
          "spalte",
          "spalten",
          "datei",
          "dateien",
          "datensatz",
          "datensätze",
          "seite",
          "seiten",
          "weiter",
          "ansehen",
          "ändern",
          "suchen",
          "erledigt",
          "fehlt");

  private static final Set<String> ENGLISH =
      Set.of(
          "the",
          "and",
          "or",
          "be",
          "by",
          "datasets",
          "search",
          "not",
          "is",
          "are",
          "will",
          "for",
          "of",
          "from",
          "with",
          "this",
          "that",
          "these",
          "your",
          "you",
          "we",
          "has",
          "have",
          "there",
          "here",
          "row",
          "rows",
          "column",
          "columns",
          "file",
          "files",
          "dataset",
          "page",
          "pages",
          "next",
          "change",
          "done",
          "missing",
          "yes",
          "which");

  private static final String FOREIGN =
      """
      (() => {
        const foreign = new Set(WORDS);
        const own = document.documentElement.lang;
        const found = [];
        const check = (text, element) => {
          if (element.closest('script, style, code, pre, textarea, .al-mono, .al-finding__val')) return;
          // what datasets and licences are called, and what a query finds
          if (element.closest('[name=license], [name=id] + span, #tabelle, #diagramm')) return;
          if (element.closest('[lang]').lang !== own) return;
          // nor what is quoted, addresses, names such as order_by and al:search, CC BY and UTF-16BE,
          // nor the columns that a description lists
          const ours = text
            .replace(/[“„][^“”]*[”“]?/gu, ' ')
            .replace(/(Columns|Spalten): [^.]*/gu, ' ')
            .replace(/\\S*[_:/]\\S+/gu, ' ');
          for (const word of ours.match(/\\p{L}+/gu) ?? []) {
            if (word.length > 1 && word === word.toUpperCase()) continue;
            if (foreign.has(word.toLowerCase())) {
              found.push(word + ' in: ' + text.trim().replace(/\\s+/g, ' ').slice(0, 100));
              return;
            }
          }
        };
        const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) check(texts.currentNode.data, texts.currentNode.parentElement);
        for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
          for (const element of document.querySelectorAll('[' + name + ']')) {
            check(element.getAttribute(name), element);
          }
        }
        return [...new Set(found)].slice(0, 8);
      })()\
      """;

  private final Path folder;
  private final String foreign;
  private final List<String> wrong = new ArrayList<>();

  /// @param folder for the pages
  /// @param language they are asked for in
  PageChecks(Path folder, String language) throws IOException {
    this.folder = Files.createDirectories(folder);
    Set<String> words = language.equals("de") ? ENGLISH : GERMAN;
    this.foreign =
        FOREIGN.replace(
            "WORDS", words.stream().sorted().map(word -> "'" + word + "'").toList().toString());
  }

  void look(Chromium browser, String page) throws IOException {
    Files.writeString(folder.resolve(page + ".html"), browser.source());
    for (JsonNode found : browser.value(foreign)) {
      wrong.add(page + " is not in one language: " + found.asString());
    }
  }

  /// All that is wrong with the pages seen.
  List<String> wrong() throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                VALIDATOR.toString(),
                "--errors-only"));
    try (var pages = Files.list(folder)) {
      pages.map(Path::toString).sorted().forEach(command::add);
    }
    Process validator = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = validator.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> wrong.add(line.replace("file:" + folder + "/", "")));
    }
    if (validator.waitFor() > 1) {
      wrong.add("the validator ended with " + validator.exitValue());
    }
    return wrong;
  }
}
