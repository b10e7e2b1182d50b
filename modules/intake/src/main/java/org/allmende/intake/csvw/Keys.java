package org.allmende.intake.csvw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.intake.csvw.Schema.ForeignKey;
import org.allmende.model.Finding.Place;
import org.allmende.model.Sha256;
import org.allmende.model.Text;

/// Checks that [primary and foreign
/// keys](https://www.w3.org/TR/tabular-data-model/#validating-tables) identify one row each. Of
/// keys only so many are held; the others go unchecked, which is said.
final class Keys implements TableSink {

  private static final int MOST = 500_000;
  private static final int SHOWN = 60;

  private final Report report;
  private final Map<ForeignKey, Referenced> referenced = new LinkedHashMap<>();
  private final List<Referring> referring = new ArrayList<>();
  private Set<Sha256> primary = new HashSet<>();
  private TableDescription table = TableDescription.at("");
  private int held;

  /// The keys that rows of a table can be referred to by, and how often each occurs.
  private record Referenced(TableDescription table, Map<Sha256, Integer> keys) {}

  private record Referring(ForeignKey by, Sha256 key, Place place) {}

  Keys(Report report) {
    this.report = report;
  }

  @Override
  public void begin(TableGroup group) {
    for (TableDescription described : group.tables()) {
      for (ForeignKey key : described.schema().foreignKeys()) {
        key.table(group).ifPresent(to -> referenced.put(key, new Referenced(to, new HashMap<>())));
      }
    }
  }

  @Override
  public void beginTable(TableDescription described) {
    table = described;
    held -= primary.size();
    primary = new HashSet<>();
  }

  @Override
  public void row(AnnotatedRow row) {
    checkPrimary(row);
    referenced.forEach((by, to) -> {
      if (to.table().url().equals(table.url())) {
        var places = by.referenced().stream().map(table.schema()::place).toList();
        if (places.stream().allMatch(place -> place.isPresent()) && holdsOneMore()) {
          var columns = places.stream().map(place -> place.orElseThrow()).toList();
          to.keys().merge(key(row, columns), 1, Integer::sum);
        }
      }
    });
    for (ForeignKey by : table.schema().foreignKeys()) {
      boolean given = row.cells(by.columns()).stream().anyMatch(cell -> !cell.values().isEmpty());
      if (given && holdsOneMore()) {
        referring.add(new Referring(by, key(row, by.columns()), place(row, by.columns())));
      }
    }
  }

  private void checkPrimary(AnnotatedRow row) {
    List<Integer> columns = table.schema().primaryKey();
    if (!columns.isEmpty() && holdsOneMore() && !primary.add(key(row, columns))) {
      report.invalid(Issue.CSVW_KEY_REPEATED, place(row, columns), Text.same(""));
    }
  }

  private static Sha256 key(AnnotatedRow row, List<Integer> columns) {
    var key = new StringBuilder();
    for (AnnotatedCell cell : row.cells(columns)) {
      cell.texts().forEach(text -> key.append(text.length()).append(':').append(text));
      key.append(';');
    }
    return Sha256.of(key.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Place place(AnnotatedRow row, List<Integer> columns) {
    List<AnnotatedCell> cells = row.cells(columns);
    String names = String.join(", ", cells.stream().map(c -> c.column().plainName()).toList());
    String values = String.join(", ", cells.stream().flatMap(c -> c.texts().stream()).toList());
    String shown = values.length() <= SHOWN ? values : values.substring(0, SHOWN) + "…";
    return Place.cell(row.sourceNumber(), names, shown);
  }

  private boolean holdsOneMore() {
    return ++held <= MOST;
  }

  @Override
  public void endTable(List<String> comments) {}

  @Override
  public void end() {
    if (held > MOST) {
      report.warn(Issue.CSVW_KEYS_UNCHECKED, Place.WHOLE, Text.same(String.valueOf(MOST)));
      return;
    }
    for (Referring one : referring) {
      Referenced to = referenced.get(one.by());
      if (to != null && to.keys().getOrDefault(one.key(), 0) != 1) {
        report.invalid(Issue.CSVW_REFERENCE_BROKEN, one.place(), Text.same(to.table().url()));
      }
    }
  }
}
