package org.allmende.web.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.browsing.Browsing.Shown;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.rows.DatasetTables;
import org.jspecify.annotations.Nullable;

/// Published datasets and their tables, by what assistants call them.
record PublishedTables(Browsing browsing, DatasetTables tables, Addresses addresses) {

  /// What every answer about a dataset says of it, so that whoever uses the data can name it.
  Map<String, @Nullable Object> source(Shown shown) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Metadata.Agent publisher = shown.dataset().publisher();
    json.put("title", shown.dataset().title("de"));
    json.put("publisher", publisher == null ? null : publisher.name());
    json.put("license", shown.dataset().licenses().stream().findFirst().orElse(null));
    json.put("modified", shown.dataset().modified());
    json.put("version", shown.notes().version());
    json.put("page", addresses.dataset(shown.id()));
    return json;
  }

  Shown find(String id) {
    String[] parts = id.split("/", -1);
    if (parts.length == 2 && Slug.isValid(parts[0]) && Slug.isValid(parts[1])) {
      var shown = browsing.find(new DatasetId(parts[0], parts[1]));
      if (shown.isPresent() && shown.get().stored().entry().state() == State.PUBLISHED) {
        return shown.get();
      }
    }
    throw Problem.of(
        Trouble.NOT_FOUND,
        "Diesen Datensatz gibt es nicht. Die Kennung steht in den Treffern von search_datasets,"
            + " etwa weidenstedt/baumkataster.",
        "There is no such dataset. Its id stands in the hits of search_datasets, such as"
            + " weidenstedt/baumkataster.");
  }
}
