package org.allmende.bench;

import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Our search as it is served.
record AllmendeSearch(AllmendeEngine engine) implements Searched {

  @Override
  public int port() {
    return AllmendeEngine.PORT;
  }

  @Override
  public String path(SearchQuestion question, int hits) {
    return "/api/v1/search?q="
        + Http.encode(question.text())
        + question.filters().entrySet().stream()
            .map(filter -> "&" + filter.getKey() + "=" + Http.encode(filter.getValue()))
            .collect(Collectors.joining())
        + "&facets=theme,format,license,publisher&size="
        + hits;
  }

  @Override
  public long total(String answer) {
    return JsonMapper.shared().readTree(answer).path("total").asLong();
  }

  @Override
  public void publish(String title, int number) throws Exception {
    engine.upload(title, number);
    String asked = "ASK { ?d <http://purl.org/dc/terms/title> \"" + title + "\"@de }";
    String phrase = Http.encode("\"" + title + "\"");
    if (!Http.ask(engine.sparql(), asked).contains("true")
        || total(Http.get(engine.base() + "/api/v1/search?q=" + phrase)) == 0) {
      throw new IllegalStateException("acknowledged, but not found: " + title);
    }
  }
}
