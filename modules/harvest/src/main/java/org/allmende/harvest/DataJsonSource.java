package org.allmende.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.allmende.catalog.harvest.Catalogues;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.catalog.said.Json;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A `data.json`: one file with all datasets, read one dataset at a time.
final class DataJsonSource implements CatalogueReader {

  private static final int DEEPEST = 20;

  @Override
  public void read(Source source, Fetcher fetcher, Catalogues.Sink sink) throws IOException {
    Fetched answer = fetcher.get(source.address(), "application/json");
    try (InputStream in = answer.open()) {
      sink.complete(read(in, answer.address(), sink));
    }
  }

  /// Hands out the datasets of a catalogue.
  ///
  /// @return how many there are
  static long read(InputStream in, URI address, Catalogues.Sink sink) throws IOException {
    try (JsonParser parser = Json.answer().createParser(in)) {
      JsonToken start = parser.nextToken();
      long[] count = {0};
      if (start == JsonToken.START_ARRAY) {
        datasets(parser, address, sink, count);
      } else if (start == JsonToken.START_OBJECT) {
        catalog(parser, address, sink, count);
      } else {
        throw noCatalogue("");
      }
      return count[0];
    } catch (JacksonException e) {
      throw noCatalogue(e.getOriginalMessage());
    }
  }

  private static void catalog(JsonParser parser, URI address, Catalogues.Sink sink, long[] count)
      throws IOException {
    boolean found = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("dataset") && value == JsonToken.START_ARRAY) {
        found = true;
        datasets(parser, address, sink, count);
      } else if (name.equals("catalog") && value == JsonToken.START_ARRAY) {
        found = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          nested(parser.readValueAsTree(), address, sink, count, 0);
        }
      } else {
        parser.skipChildren();
      }
    }
    if (!found) {
      throw noCatalogue("dataset");
    }
  }

  private static void datasets(JsonParser parser, URI address, Catalogues.Sink sink, long[] count) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode dataset = parser.readValueAsTree();
      dataset(dataset, address, sink, count);
    }
  }

  private static void nested(
      JsonNode catalog, URI address, Catalogues.Sink sink, long[] count, int depth) {
    catalog.path("dataset").forEach(dataset -> dataset(dataset, address, sink, count));
    if (depth < DEEPEST) {
      catalog.path("catalog").forEach(child -> nested(child, address, sink, count, depth + 1));
    }
  }

  private static void dataset(JsonNode dataset, URI address, Catalogues.Sink sink, long[] count) {
    count[0]++;
    if (dataset.isObject()) {
      sink.record(DataJsonToDcat.record(dataset, address.toString()));
    } else {
      sink.finding(odd(count[0]));
    }
  }

  private static Finding odd(long number) {
    return new Finding(
        "harvest-odd-entry",
        Severity.WARNING,
        new Finding.Place(null, null, "dataset[" + number + "]"),
        new Text(
            "Unter den Datensätzen steht etwas, das keiner ist; es wurde ausgelassen.",
            "Among the datasets there is something that is none; it was left out."),
        new Text("Melden Sie es der Quelle.", "Tell the source."));
  }

  private static SourceFailed noCatalogue(String why) {
    return SourceFailed.because(
        "harvest-no-data-json",
        new Text(
            "Unter der Adresse steht keine data.json: " + why,
            "There is no data.json at the address: " + why),
        new Text("Prüfen Sie die Adresse.", "Check the address."));
  }
}
