package org.allmende.intake.csvw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.model.Finding.Place;
import org.allmende.model.Text;

/// [Locates metadata](https://www.w3.org/TR/tabular-data-model/#locating-metadata) for a file: what
/// its `Link` header names, then what the site's configuration names; the first that describes the
/// file counts.
final class MetadataLocator {

  private static final List<String> USUAL_PLACES =
      List.of("{+url}-metadata.json", "csv-metadata.json");
  private static final int MOST_PLACES = 20;
  private static final int LONGEST = 1_000;
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern TYPE =
      Pattern.compile("\\btype=\"?application/(csvm\\+json|ld\\+json|json)\\b");

  private final Resources resources;
  private final MetadataReader reader;
  private final Report report;

  MetadataLocator(Resources resources, MetadataReader reader, Report report) {
    this.resources = resources;
    this.reader = reader;
    this.report = report;
  }

  /// What describes a file; only its address where nothing does.
  ///
  /// @param links the `Link` headers it came with
  TableGroup locate(String url, List<String> links) throws IOException, InvalidMetadata {
    for (String place : linked(url, links)) {
      Optional<TableGroup> group = at(place, url);
      if (group.isPresent()) {
        return group.get();
      }
    }
    for (String template : places(url)) {
      String place =
          new UriTemplate(template).expanded(name -> name.equals("url") ? List.of(url) : List.of());
      Optional<TableGroup> group = at(Urls.resolved(url, place), url);
      if (group.isPresent()) {
        return group.get();
      }
    }
    return TableGroup.of(TableDescription.at(url));
  }

  private Optional<TableGroup> at(String place, String url) throws IOException, InvalidMetadata {
    Optional<TableGroup> group = reader.read(place);
    if (group.isPresent() && !group.get().describes(url)) {
      report.warn(Issue.CSVW_METADATA_UNRELATED, Place.WHOLE, Text.same(place));
      return Optional.empty();
    }
    return group;
  }

  private static List<String> linked(String url, List<String> links) {
    var places = new ArrayList<String>();
    for (String header : links) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        String parameters = link.group(2).toLowerCase(Locale.ROOT);
        if (parameters.matches("(?s).*\\brel=\"?[^\"]*\\bdescribedby\\b.*")
            && TYPE.matcher(parameters).find()) {
          places.add(Urls.resolved(url, link.group(1)));
        }
      }
    }
    return places;
  }

  private List<String> places(String url) throws IOException {
    var configuration = resources.open(Urls.resolved(url, "/.well-known/csvm"));
    if (configuration.isEmpty()) {
      return USUAL_PLACES;
    }
    try (var body = configuration.get().body();
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .limit(MOST_PLACES)
          .map(String::strip)
          .filter(line -> !line.isEmpty() && line.length() <= LONGEST)
          .toList();
    }
  }
}
