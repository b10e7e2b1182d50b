package org.allmende.catalog.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.links.KnownLinks;
import org.allmende.catalog.store.Entry;
import org.allmende.dcat.checking.Downstream;
import org.allmende.dcat.mending.Repair;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.dcat.quality.Measurements;
import org.allmende.dcat.quality.Score;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Says in JSON how good descriptions are, what would mend them, and what others make of them.
public final class QualityJson {

  private static final int MOST_DAYS = 3660;

  /// What is said of a link that nobody has asked.
  public static final Text NOT_YET = new Text("Noch nicht geprüft.", "Not checked yet.");

  private final String language;

  /// @param language of the words: `de` or `en`
  public QualityJson(String language) {
    this.language = language;
  }

  /// Many descriptions together, day by day too.
  public Map<String, @Nullable Object> assessment(
      Assessment assessment, List<QualityHistory.Day> days) {
    var json = totals(assessment);
    var dimensions = new LinkedHashMap<String, @Nullable Object>();
    for (Score.Dimension dimension : Score.Dimension.values()) {
      dimensions.put(lower(dimension), rounded(assessment.average(dimension)));
    }
    json.put("dimensions", dimensions);
    json.put(
        "indicators", assessment.parts().stream().map(part -> part(assessment, part)).toList());
    json.put(
        "gains",
        assessment.gains().stream()
            .map(part -> {
              var gain = new LinkedHashMap<String, @Nullable Object>();
              gain.put("code", part.indicator().code());
              gain.put("name", part.indicator().name().in(language));
              gain.put("datasets", assessment.datasets() - part.reached());
              gain.put("points", rounded(assessment.gain(part)));
              return gain;
            })
            .toList());
    json.put(
        "days",
        days.subList(Math.max(0, days.size() - MOST_DAYS), days.size()).stream()
            .map(QualityJson::day)
            .toList());
    return json;
  }

  /// How many descriptions and how good they are, in short.
  public Map<String, @Nullable Object> totals(Assessment assessment) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("datasets", assessment.datasets());
    json.put("points", rounded(assessment.average()));
    json.put("of", assessment.of());
    json.put("band", lower(assessment.band()));
    return json;
  }

  private Map<String, @Nullable Object> part(Assessment assessment, Assessment.Part part) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("code", part.indicator().code());
    json.put("metric", Measurements.metric(part.indicator().code()));
    json.put("dimension", lower(part.indicator().dimension()));
    json.put("name", part.indicator().name().in(language));
    json.put("points", part.indicator().points());
    json.put("reached", part.reached());
    json.put("share", assessment.shares().get(part.indicator().code()));
    return json;
  }

  private static Map<String, @Nullable Object> day(QualityHistory.Day day) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("date", day.date().toString());
    json.put("datasets", day.datasets());
    json.put("points", rounded(day.average()));
    return json;
  }

  /// One description with every indicator.
  public Map<String, @Nullable Object> score(Score score) {
    Map<String, @Nullable Object> json = new DatasetJson(language).quality(score);
    json.put(
        "indicators",
        score.indicators().stream()
            .map(indicator -> {
              var one = new LinkedHashMap<String, @Nullable Object>();
              one.put("code", indicator.code());
              one.put("metric", Measurements.metric(indicator.code()));
              one.put("dimension", lower(indicator.dimension()));
              one.put("name", indicator.name().in(language));
              one.put("points", indicator.points());
              one.put("state", lower(indicator.state()));
              return one;
            })
            .toList());
    return json;
  }

  /// Links with what is known of each. When one of our own was asked is not said: it is looked up
  /// each time.
  public List<Map<String, @Nullable Object>> links(List<KnownLinks.Checked> links) {
    return links.stream().map(this::link).toList();
  }

  private Map<String, @Nullable Object> link(KnownLinks.Checked checked) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("field", checked.link().field());
    json.put("address", checked.link().address());
    LinkStatus status = checked.status().orElse(null);
    if (status == null) {
      json.put("state", "unchecked");
      json.put("says", NOT_YET.in(language));
      return json;
    }
    json.put("state", lower(status.state()).replace('_', '-'));
    json.put("status", status.status() == 0 ? null : status.status());
    if (!checked.own()) {
      json.put("asked", status.asked().toString());
    }
    if (!checked.own() && status.days() > 0) {
      json.put("since", status.since().toString());
    }
    json.put("says", status.says().in(language));
    return json;
  }

  /// Datasets with broken links.
  public List<Map<String, @Nullable Object>> broken(List<KnownLinks.Broken> datasets) {
    return datasets.stream()
        .map(broken -> {
          Entry entry = broken.entry();
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("dataset", entry.id().toString());
          json.put("title", Datasets.read(entry.graph(), entry.uri()).title(language));
          json.put("links", links(broken.links()));
          return (Map<String, @Nullable Object>) json;
        })
        .toList();
  }

  /// Repairs, proposed or made.
  public List<Map<String, @Nullable Object>> repairs(List<Repair> repairs) {
    return repairs.stream()
        .map(repair -> {
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("code", repair.code());
          json.put("field", repair.field());
          json.put("sure", repair.sure());
          json.put("says", repair.says().in(language));
          return (Map<String, @Nullable Object>) json;
        })
        .toList();
  }

  /// What portals make of a description.
  public List<Map<String, @Nullable Object>> downstream(List<Downstream.View> views) {
    return views.stream()
        .map(view -> {
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("portal", view.portal().title());
          json.put("taken", view.taken());
          json.put("verdict", view.verdict().in(language));
          json.put("fields", view.lines().stream().map(this::line).toList());
          return (Map<String, @Nullable Object>) json;
        })
        .toList();
  }

  private Map<String, @Nullable Object> line(Downstream.Line line) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("file", line.file());
    json.put("field", line.field().in(language));
    json.put("ours", line.ours());
    json.put("theirs", line.theirs());
    json.put("fate", lower(line.fate()));
    String says = line.says().in(language);
    json.put("says", says.isEmpty() ? null : says);
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
