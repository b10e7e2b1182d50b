package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the rows of one large table of ourselves, over HTTP, and of PostgreSQL 15, in turns, and
/// prints how long that takes.
///
/// `modules/bench/run rows [ROWS]` starts it; a million rows are the default. No question is asked
/// twice with the same numbers, both answers to one are compared, and PostgreSQL's are timed in its
/// own shell, inside one session. No index is made by hand for either.
public final class Rows {

  private static final int ROUNDS = 4;
  private static final int PER_ROUND = 6;
  private static final String[] KINDS = {
    "Linde", "Ahorn", "Eiche", "Buche", "Esche", "Ulme", "Platane", "Robinie", "Birke", "Kastanie"
  };

  /// A question, with `%d` for a year.
  private record Question(String name, String select, String where, String groupBy, String sql) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "filter and group by",
              "Stadtteil, count(*) as n, avg(Umfang) as u",
              "Pflanzjahr >= %d and Art != 'Ulme'",
              "Stadtteil",
              "select stadtteil, count(*), avg(umfang) from baeume"
                  + " where pflanzjahr >= %d and art <> 'Ulme' group by stadtteil"),
          new Question(
              "filter by text and group by",
              "Art, count(*) as n",
              "Stadtteil contains 'teil 1' and Pflanzjahr < %d",
              "Art",
              "select art, count(*) from baeume"
                  + " where stadtteil ilike '%%teil 1%%' and pflanzjahr < %d group by art"),
          new Question(
              "group by two columns",
              "Stadtteil, Art, count(*) as n, max(Umfang) as u",
              "Pflanzjahr != %d",
              "Stadtteil, Art",
              "select stadtteil, art, count(*), max(umfang) from baeume"
                  + " where pflanzjahr <> %d group by stadtteil, art"));

  private final Path work;
  private final AllmendeEngine engine;
  private final int rows;
  private int year = 1900;

  private Rows(Path root, int rows) throws IOException {
    this.rows = rows;
    work = Files.createDirectories(root.resolve("modules/bench/target/rows-" + rows));
    engine = new AllmendeEngine(root, work);
  }

  /// Arguments: the checkout, and the number of rows.
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    System.out.println(new Rows(Path.of(arguments[0]).toAbsolutePath().normalize(), rows).run());
  }

  private String run() throws Exception {
    Path csv = table();
    Path data = Files.createTempDirectory(work, "data-");
    try (Measured load = engine.load(csv, data)) {
      if (load.await() != 0) {
        throw new IllegalStateException("not imported, see " + work.resolve("allmende-import.log"));
      }
    }
    try (Measured server = engine.serve(data);
        var postgres = new Postgres()) {
      postgres.run(
          List.of(
              "create table baeume (nr int, stadtteil text, art text, pflanzjahr int,"
                  + " umfang double precision, geprueft date)",
              "copy baeume from stdin with (format csv, header)",
              "vacuum analyze baeume"),
          csv);
      Http.awaitAnswer(engine.sparql(), server);
      return compare(address(), postgres);
    }
  }

  private Path table() throws IOException {
    Path csv = work.resolve("baeume.csv");
    var random = new SplittableRandom(17);
    try (var out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
      out.write("Nr,Stadtteil,Art,Pflanzjahr,Umfang,Geprüft\n");
      for (int i = 1; i <= rows; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "%d,Stadtteil %d,%s,%d,%.1f,%s%n",
                i,
                random.nextInt(50),
                KINDS[random.nextInt(KINDS.length)],
                random.nextInt(1900, 2025),
                random.nextInt(100, 4000) / 10.0,
                LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1500))));
      }
    }
    return csv;
  }

  private String address() throws Exception {
    String found = Http.get(engine.base() + "/api/v1/search?q=&size=1");
    String uri = JsonMapper.shared().readTree(found).path("hits").path(0).path("uri").asString();
    return engine.base()
        + "/api/v1"
        + uri.substring(uri.indexOf("/datasets/"))
        + "/tables/1/rows?limit=10000";
  }

  private String compare(String address, Postgres postgres) throws Exception {
    long start = System.nanoTime();
    ask(address, QUESTIONS.getFirst(), 1900);
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d rows; ", rows));
    text.append(
        String.format(Locale.ROOT, "first question %.1f s%n%n", (System.nanoTime() - start) / 1e9));
    text.append(
        "| | Allmende, ms: least, median | PostgreSQL 15 | times faster |\n|---|---|---|---|\n");
    for (Question question : QUESTIONS) {
      check(address, question, postgres);
      text.append(line(address, question, postgres));
    }
    return text.toString();
  }

  private String line(String address, Question question, Postgres postgres) throws Exception {
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      var statements = new ArrayList<String>();
      for (int i = 0; i < PER_ROUND; i++) {
        year = year == 2000 ? 1901 : year + 1;
        statements.add(question.sql.formatted(year));
        long start = System.nanoTime();
        ask(address, question, year);
        if (i > 0) {
          ours.add((System.nanoTime() - start) / 1e6);
        }
      }
      theirs.addAll(postgres.times(statements));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.1f |%n",
        question.name,
        shown(ours),
        shown(theirs),
        median(theirs) / median(ours));
  }

  private static String shown(List<Double> times) {
    double least = times.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    return String.format(Locale.ROOT, "%.0f, %.0f", least, median(times));
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static JsonNode ask(String address, Question question, int year) throws Exception {
    return JsonMapper.shared()
        .readTree(
            Http.get(
                address
                    + "&select="
                    + Http.encode(question.select)
                    + "&where="
                    + Http.encode(question.where.formatted(year))
                    + "&group_by="
                    + Http.encode(question.groupBy)))
        .path("rows");
  }

  /// Compares the counts of all groups.
  private static void check(String address, Question question, Postgres postgres) throws Exception {
    var ours = new TreeMap<String, Long>();
    int keys = question.groupBy.split(",", -1).length;
    for (JsonNode row : ask(address, question, 1950)) {
      var cells = new ArrayList<String>();
      row.properties().stream().limit(keys).forEach(e -> cells.add(e.getValue().asString()));
      ours.put(String.join("|", cells), row.path("n").asLong());
    }
    var theirs = new TreeMap<String, Long>();
    for (String line : postgres.run(List.of(question.sql.formatted(1950))).lines().toList()) {
      String[] cells = line.split("\\|", -1);
      theirs.put(String.join("|", List.of(cells).subList(0, keys)), Long.parseLong(cells[keys]));
    }
    if (!ours.equals(theirs) || ours.isEmpty()) {
      throw new IllegalStateException(question.name + ": " + ours + " is not " + theirs);
    }
  }
}
