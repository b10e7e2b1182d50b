package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.testkit.Folders;
import org.allmende.testkit.Golden;
import org.junit.jupiter.api.Test;

/// Draws the picture of the modules from their descriptors, lowest at the bottom.
final class ArchitecturePageTest {

  private static final String OPENING = "descriptors -->\n```\n";
  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>allmende-([a-z]+)</artifactId></dependency>");
  private static final Pattern LIBRARY =
      Pattern.compile(
          "<groupId>(?!org\\.allmende)[^<]+</groupId><artifactId>([^<]+)</artifactId></dependency>");
  private static final Pattern DESCRIPTION = Pattern.compile("<description>([^<]+)</description>");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
  private static final List<String> BESIDE = List.of("testkit", "bench", "handbook");

  private record Module(String description, List<String> uses, List<String> libraries) {}

  @Test
  void theModulesAreDrawnFromTheirDescriptors() throws IOException {
    Path page = Handbook.folder().resolve("architecture.md");
    String text = Handbook.text(page);
    int start = text.indexOf(OPENING) + OPENING.length();
    int end = text.indexOf("```", start);
    Golden.assertText(page, text.substring(0, start) + picture() + text.substring(end));
  }

  /// The sections with a table of packages, by module.
  private static final Map<String, String> TABLES =
      Map.of(
          "intake", "## How a file is read",
          "dcat", "## How a description is made",
          "catalog", "## Where the use cases are",
          "web", "## How an answer is given");

  @Test
  void theTablesOfPackagesNameThoseThereAre() throws IOException {
    String text = Handbook.text("architecture.md");
    for (var table : TABLES.entrySet()) {
      int start = text.indexOf(table.getValue());
      String section = text.substring(start, text.indexOf("\n## ", start + 1));
      var told = new TreeSet<String>();
      ROW.matcher(section)
          .results()
          .forEach(row -> NAME.matcher(row.group(1)).results().forEach(n -> told.add(n.group(1))));
      told.remove(table.getKey());
      assertEquals(packages(table.getKey()), told, table.getKey());
    }
  }

  private static Set<String> packages(String module) throws IOException {
    Path sources =
        Folders.root().resolve("modules").resolve(module).resolve("src/main/java/org/allmende");
    try (var folders = Files.list(sources.resolve(module))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String picture() throws IOException {
    Map<String, Module> modules = modules();
    var byHeight = new TreeMap<Integer, List<String>>(java.util.Comparator.reverseOrder());
    modules
        .keySet()
        .forEach(name ->
            byHeight.computeIfAbsent(height(name, modules), _ -> new ArrayList<>()).add(name));
    var picture = new StringBuilder();
    for (List<String> level : byHeight.values()) {
      for (String name : level) {
        Module module = modules.getOrDefault(name, new Module("", List.of(), List.of()));
        String uses =
            module.uses().isEmpty() ? "" : " → " + String.join(", ", direct(module, modules));
        picture.append("%-11s%s%n".formatted(name, uses.strip()).replace("\r", ""));
        picture.append("           ").append(module.description());
        if (!module.libraries().isEmpty()) {
          picture.append(" [").append(String.join(", ", module.libraries())).append(']');
        }
        picture.append('\n');
      }
      picture.append('\n');
    }
    return picture.toString().stripTrailing() + "\n";
  }

  private static Map<String, Module> modules() throws IOException {
    var modules = new LinkedHashMap<String, Module>();
    try (var folders = Files.list(Folders.root().resolve("modules"))) {
      for (Path folder : folders.sorted().toList()) {
        String name = String.valueOf(folder.getFileName());
        if (!BESIDE.contains(name) && Files.exists(folder.resolve("pom.xml"))) {
          modules.put(name, module(Files.readString(folder.resolve("pom.xml"))));
        }
      }
    }
    return modules;
  }

  private static Module module(String descriptor) {
    String main = descriptor.replaceAll("<dependency>[^\\n]*<scope>test</scope>[^\\n]*", "");
    var description = DESCRIPTION.matcher(main);
    return new Module(
        description.find() ? description.group(1) : "",
        DEPENDENCY.matcher(main).results().map(m -> m.group(1)).distinct().toList(),
        List.copyOf(new TreeSet<>(LIBRARY.matcher(main).results().map(m -> m.group(1)).toList())));
  }

  /// The modules that are not reached through another one.
  private static List<String> direct(Module module, Map<String, Module> modules) {
    return module.uses().stream()
        .filter(used ->
            module.uses().stream()
                .noneMatch(other -> !other.equals(used) && reaches(other, used, modules)))
        .toList();
  }

  private static boolean reaches(String from, String to, Map<String, Module> modules) {
    return from.equals(to)
        || modules.getOrDefault(from, new Module("", List.of(), List.of())).uses().stream()
            .anyMatch(used -> reaches(used, to, modules));
  }

  private static int height(String name, Map<String, Module> modules) {
    return modules.getOrDefault(name, new Module("", List.of(), List.of())).uses().stream()
        .mapToInt(used -> height(used, modules) + 1)
        .max()
        .orElse(0);
  }
}
