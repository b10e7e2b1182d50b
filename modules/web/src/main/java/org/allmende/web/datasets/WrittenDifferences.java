package org.allmende.web.datasets;

import java.util.List;
import org.allmende.catalog.asking.RowEngine.Difference;
import org.allmende.catalog.asking.RowEngine.Differences;
import org.allmende.catalog.asking.RowEngine.Summary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Differences as JSON: of an added or removed row all values, of a changed one its key and the
/// values that are different.
final class WrittenDifferences implements Differences {

  private final JsonGenerator json;
  private final long most;
  private final String next;
  private List<String> columns = List.of();
  private List<String> key = List.of();
  private long written;

  /// @param most how many differences to write; of those beyond it is only said that they are there
  WrittenDifferences(JsonGenerator json, long most, String next) {
    this.json = json;
    this.most = most;
    this.next = next;
  }

  @Override
  public void summary(Summary summary) {
    columns = summary.columns();
    key = summary.key();
    json.writeStartObject();
    json.writePOJOProperty("key", summary.key());
    json.writePOJOProperty("addedColumns", summary.addedColumns());
    json.writePOJOProperty("removedColumns", summary.removedColumns());
    json.writeNumberProperty("added", summary.added());
    json.writeNumberProperty("removed", summary.removed());
    json.writeNumberProperty("changed", summary.changed());
    json.writeNumberProperty("unchanged", summary.unchanged());
    json.writeArrayPropertyStart("rows");
  }

  @Override
  public void difference(Difference difference) {
    if (++written > most) {
      return;
    }
    json.writeStartObject();
    json.writeStringProperty("change", difference.kind());
    if (difference.lineBefore() == null) {
      line("lineAfter", difference.lineAfter());
      values("after", difference.after(), difference, true);
    } else if (difference.lineAfter() == null) {
      line("lineBefore", difference.lineBefore());
      values("before", difference.before(), difference, true);
    } else {
      line("lineBefore", difference.lineBefore());
      line("lineAfter", difference.lineAfter());
      json.writeObjectPropertyStart("key");
      for (String name : key) {
        json.writePOJOProperty(name, difference.after().get(columns.indexOf(name)));
      }
      json.writeEndObject();
      values("before", difference.before(), difference, false);
      values("after", difference.after(), difference, false);
    }
    json.writeEndObject();
  }

  private void line(String name, @Nullable Integer line) {
    if (line != null) {
      json.writeNumberProperty(name, line);
    }
  }

  private void values(
      String name, List<@Nullable Object> values, Difference difference, boolean all) {
    json.writeObjectPropertyStart(name);
    for (int i = 0; i < columns.size(); i++) {
      if (all || difference.differsIn(i)) {
        json.writePOJOProperty(columns.get(i), values.get(i));
      }
    }
    json.writeEndObject();
  }

  /// After the last difference.
  void end() {
    json.writeEndArray();
    if (written > most) {
      json.writeStringProperty("next", next);
    } else {
      json.writeNullProperty("next");
    }
    json.writeEndObject();
    json.close();
  }
}
