package org.allmende.store;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/// The trail in the private part of the store, so that it is backed up, restored and compacted with
/// everything else. A day is a subject; its lines hang on it. Writing a line costs one statement;
/// reading goes back day by day; what is too old goes a day at a time, at the first line of a new
/// day.
final class Tdb2Trail implements Trail {

  /// Commands, which are not told how long lines are kept, erase none.
  private static final int FOR_EVER = Integer.MAX_VALUE;

  private static final Node TRAIL = Words.uri("trail");
  private static final String DAY = "trail:";

  private final Database database;
  private final Writer writer;
  private final Disk disk;
  private volatile int days = FOR_EVER;

  Tdb2Trail(Database database, Writer writer, Disk disk) {
    this.database = database;
    this.writer = writer;
    this.disk = disk;
  }

  @Override
  public void keep(int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("lines are kept for a day at least, not " + wanted);
    }
    days = wanted;
  }

  @Override
  public void note(Deed deed) {
    disk.requireSpace();
    writer.write(edit -> {
      write(edit, deed, 0);
      return true;
    });
  }

  /// Adds a line within a transaction.
  void write(Edit edit, Deed deed, long change) {
    LocalDate date = LocalDate.ofInstant(edit.now(), ZoneOffset.UTC);
    Node day = Words.uri(DAY + date);
    long number = edit.secret(TRAIL, Words.TRAIL_LAST).map(Words::number).orElse(0L) + 1;
    var line = new Line(number, edit.now(), change, deed);
    var statements = new HashSet<Triple>();
    statements.add(
        Triple.create(day, Words.TRAIL_LINE, Words.text(Json.own().writeValueAsString(line))));
    if (edit.secret(day, Words.TRAIL_DAY).isEmpty()) {
      statements.add(Triple.create(day, Words.TRAIL_DAY, Words.text(date.toString())));
      statements.add(Triple.create(day, Words.TRAIL_FIRST, Words.number(number)));
      forget(edit, date.minusDays(days));
    }
    edit.add(statements);
    edit.about(TRAIL, Set.of(Triple.create(TRAIL, Words.TRAIL_LAST, Words.number(number))));
  }

  @Override
  public void withoutDetails(String object) {
    writer.write(edit -> {
      rewrite(edit, deed -> deed.object().equals(object) ? deed.undetailed() : deed);
      return true;
    });
  }

  /// Changes lines, a day at a time; those that stay as they are are not written again.
  static void rewrite(Edit edit, UnaryOperator<Deed> change) {
    for (Triple day : edit.secrets(Words.TRAIL_DAY)) {
      Set<Triple> all = edit.secrets(day.getSubject(), Node.ANY);
      Set<Triple> changed =
          all.stream().map(one -> rewritten(one, change)).collect(Collectors.toSet());
      if (!changed.equals(all)) {
        edit.about(day.getSubject(), changed);
      }
    }
  }

  private static Triple rewritten(Triple triple, UnaryOperator<Deed> change) {
    if (!triple.getPredicate().equals(Words.TRAIL_LINE)) {
      return triple;
    }
    Line line = PrivateTexts.read(triple.getObject(), Line.class);
    Deed deed = change.apply(line.deed());
    return deed.equals(line.deed())
        ? triple
        : Triple.create(
            triple.getSubject(),
            Words.TRAIL_LINE,
            Words.text(
                Json.own()
                    .writeValueAsString(new Line(line.number(), line.at(), line.change(), deed))));
  }

  private static void forget(Edit edit, LocalDate before) {
    for (Triple triple : edit.secrets(Words.TRAIL_DAY)) {
      if (date(triple).isBefore(before)) {
        edit.about(triple.getSubject(), Set.of());
      }
    }
  }

  @Override
  public List<Line> read(Question question) {
    return database.read(data -> {
      var lines = new ArrayList<Line>();
      for (Triple day : days(data)) {
        if (lines.size() >= question.limit()) {
          break;
        }
        if (first(data, day.getSubject()) < question.before()) {
          lines(data, day.getSubject()).stream()
              .filter(line -> line.number() < question.before() && question.takes(line.deed()))
              .limit(question.limit() - (long) lines.size())
              .forEach(lines::add);
        }
      }
      return List.copyOf(lines);
    });
  }

  /// The latest first.
  private static List<Triple> days(DatasetGraph data) {
    return data.getDefaultGraph().find(Node.ANY, Words.TRAIL_DAY, Node.ANY).toList().stream()
        .sorted(Comparator.comparing(Tdb2Trail::date).reversed())
        .toList();
  }

  private static LocalDate date(Triple day) {
    return LocalDate.parse(day.getObject().getLiteralLexicalForm());
  }

  private static long first(DatasetGraph data, Node day) {
    return data
        .getDefaultGraph()
        .find(day, Words.TRAIL_FIRST, Node.ANY)
        .mapWith(t -> Words.number(t.getObject()))
        .toList()
        .stream()
        .findFirst()
        .orElse(0L);
  }

  /// The lines of a day, the latest first.
  private static List<Line> lines(DatasetGraph data, Node day) {
    return data
        .getDefaultGraph()
        .find(day, Words.TRAIL_LINE, Node.ANY)
        .mapWith(t -> PrivateTexts.read(t.getObject(), Line.class))
        .toList()
        .stream()
        .sorted(Comparator.comparingLong(Line::number).reversed())
        .toList();
  }
}
