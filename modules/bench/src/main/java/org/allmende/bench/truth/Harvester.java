package org.allmende.bench.truth;

import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.bench.truth.Portal.Answer;
import org.allmende.bench.truth.Way.Seen;

/// Takes only what is new since the date of the last answer, and knows everything all the same.
final class Harvester {

  private final Portal portal;
  private final Map<String, Integer> known = new HashMap<>();
  private String since = "";

  Harvester(Portal portal) {
    this.portal = portal;
  }

  /// Asks by OAI-PMH, which tells withdrawals too, and tells what is known then.
  void records(List<Counter> all, Seen seen) throws IOException, InterruptedException {
    String asked =
        "/oai?verb=ListRecords&metadataPrefix=oai_dc&set="
            + Portal.TENANT
            + (since.isEmpty() ? "" : "&from=" + since);
    Answer answer = answered(asked);
    since = between(answer.body(), "<responseDate>", "</responseDate>");
    for (String record : answer.body().split("<record>", -1)) {
      String uri = between(record, "<identifier>", "</identifier>");
      all.stream()
          .filter(one -> uri.endsWith("/datasets/" + one.id()))
          .forEach(one -> known.put(one.id(), Way.record(one, record, new Heard(seen))));
    }
    seen.versions(all, known);
  }

  /// Asks the catalogue, which tells no withdrawals.
  void changes(List<Counter> all, Seen seen) throws IOException, InterruptedException {
    String path = "/catalogs/" + Portal.TENANT + ".nt";
    Answer answer = answered(since.isEmpty() ? path : path + "?modifiedSince=" + since);
    since = instant(answer.header("Date")).toString();
    for (Counter one : all) {
      String uri = portal.base() + "/datasets/" + one.id();
      String title = Way.object(answer.body(), uri, "http://purl.org/dc/terms/title");
      int version = title.isEmpty() ? Counter.NOTHING : Counter.version(title);
      if (version != Counter.NOTHING) {
        known.put(one.id(), version);
      }
      int last = known.getOrDefault(one.id(), Counter.NOTHING);
      if (!one.withdrawnSince(last)) {
        seen.version(one, last);
      }
    }
  }

  private Answer answered(String path) throws IOException, InterruptedException {
    return Way.answered(portal.get(path));
  }

  /// Hears the dates in a list, and not the versions: those count when the whole list is known.
  private record Heard(Seen seen) implements Seen {

    @Override
    public void version(Counter of, int version) {}

    @Override
    public void hashes(Counter of, int version, java.util.Set<String> hashes) {
      seen.hashes(of, version, hashes);
    }

    @Override
    public void date(Counter of, int version, String date) {
      seen.date(of, version, date);
    }

    @Override
    public void wrong(String what) {
      seen.wrong(what);
    }
  }

  private static Instant instant(String httpDate) {
    return ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf(end, from);
    return to < 0 ? "" : text.substring(from + begin.length(), to);
  }
}
