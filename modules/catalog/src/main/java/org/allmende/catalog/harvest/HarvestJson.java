package org.allmende.catalog.harvest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.harvest.Harvest.Result;
import org.jspecify.annotations.Nullable;

/// Sources and their runs in the words of the API and of `--json`.
///
/// @param language of the findings
public record HarvestJson(String language) {

  /// A source with its runs.
  ///
  /// @param runs those that are kept, oldest first
  public Map<String, @Nullable Object> source(Source source, List<Harvest> runs) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("source", source.key());
    json.put("kind", lower(source.kind()));
    json.put("url", source.address().toString());
    json.put("priority", source.priority());
    json.put("every", source.every() == null ? null : String.valueOf(source.every()));
    json.put("options", source.options());
    json.put("runs", runs.stream().map(this::harvest).toList());
    return json;
  }

  public Map<String, @Nullable Object> harvest(Harvest harvest) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("run", harvest.number());
    json.put("started", harvest.started().toString());
    json.put("ended", harvest.ended().toString());
    json.put("outcome", lower(harvest.outcome()));
    json.put("complete", harvest.complete());
    json.put("replayOf", harvest.replayOf());
    for (Result result : Result.values()) {
      json.put(lower(result), harvest.count(result));
    }
    json.put("findings", new DatasetJson(language).findings(harvest.findings()));
    return json;
  }

  public Map<String, @Nullable Object> line(Harvest.Line line) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", line.id());
    json.put("uri", line.uri());
    json.put("dataset", line.dataset() == null ? null : String.valueOf(line.dataset()));
    json.put("result", lower(line.result()));
    json.put("findings", new DatasetJson(language).findings(line.findings()));
    json.put("difference", line.difference());
    return json;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
