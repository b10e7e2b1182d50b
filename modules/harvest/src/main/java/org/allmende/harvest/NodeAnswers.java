package org.allmende.harvest;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Statistics;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.nodes.NodeFailed;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.allmende.catalog.said.IsoDates;
import org.allmende.catalog.said.Json;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what another installation answers to a search. Whatever it says is text and numbers within
/// bounds; what is not known is passed over, a hit that is none is left out.
final class NodeAnswers {

  private static final long MOST_DATASETS = 1_000_000_000;
  private static final double HIGHEST_SCORE = 10_000;
  private static final int MOST_WORDS = 50;
  private static final int MOST_VALUES = 100;
  private static final int MOST_TEXTS = 20;
  private static final int SHORT = 500;
  private static final int LONG = 10_000;
  private static final Set<String> HIGHLIGHTED = Set.of("title", "description", "columns");
  private static final Set<String> WEB = Set.of("http", "https");

  /// What would change the order of other text on a page, and what we mark words with.
  private static final Pattern UNWANTED =
      Pattern.compile(
          "[\\p{Cntrl}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uE000\\uE001]");

  private final Node node;
  private final int most;

  /// @param most hits that were asked for
  NodeAnswers(Node node, int most) {
    this.node = node;
    this.most = most;
  }

  Answer read(String body) throws NodeFailed {
    JsonNode answer;
    try {
      answer = Json.answer().readTree(body);
    } catch (JacksonException e) {
      throw NodeFailed.because(e);
    }
    if (!answer.path("total").isIntegralNumber() || !answer.path("hits").isArray()) {
      throw NodeFailed.saying(node.name() + " answers with what is no list of hits");
    }
    Statistics statistics = statistics(answer.path("statistics"));
    var hits = new ArrayList<Found>();
    for (JsonNode one : answer.path("hits")) {
      if (hits.size() < most) {
        hit(one, statistics).ifPresent(hits::add);
      }
    }
    return new Answer(
        Math.max(count(answer.path("total")), hits.size()),
        hits,
        facets(answer.path("facets")),
        statistics);
  }

  private static @Nullable Statistics statistics(JsonNode said) {
    if (!said.isObject()) {
      return null;
    }
    long datasets = count(said.path("datasets"));
    var words = new HashMap<String, Long>();
    for (Map.Entry<String, JsonNode> word : said.path("words").properties()) {
      if (words.size() < MOST_WORDS && word.getKey().length() <= SHORT) {
        words.put(word.getKey(), Math.min(datasets, count(word.getValue())));
      }
    }
    return new Statistics(datasets, words);
  }

  private Optional<Found> hit(JsonNode said, @Nullable Statistics statistics) {
    String title = text(said.path("title"), SHORT);
    String uri = text(said.path("uri"), SHORT);
    String page = text(said.path("page"), SHORT);
    if (title.isBlank() || !isAddress(page) || !(isAddress(uri) || uri.startsWith("urn:"))) {
      return Optional.empty();
    }
    DatasetId id;
    try {
      id = DatasetId.parse(said.path("id").asString(""));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    double score = number(said.path("score"), HIGHEST_SCORE);
    String modified = text(said.path("modified"), SHORT);
    var hit =
        new Hit(
            id,
            uri,
            title,
            text(said.path("description"), LONG),
            text(said.path("publisher"), SHORT),
            texts(said.path("themes")).stream().filter(NodeAnswers::isAddress).toList(),
            texts(said.path("formats")),
            texts(said.path("licenses")).stream().filter(NodeAnswers::isAddress).toList(),
            IsoDates.isDate(modified) ? modified : null,
            Instant.EPOCH,
            (float) score,
            highlights(said.path("highlights")),
            List.of(),
            shares(said.path("shares"), score, statistics));
    return Optional.of(new Found(node.name(), page, hit));
  }

  private static Map<String, Double> shares(
      JsonNode said, double score, @Nullable Statistics statistics) {
    var shares = new HashMap<String, Double>();
    double left = score;
    for (Map.Entry<String, JsonNode> word : said.properties()) {
      if (statistics != null && statistics.words().containsKey(word.getKey())) {
        double share = number(word.getValue(), left);
        left -= share;
        shares.put(word.getKey(), share);
      }
    }
    return shares;
  }

  /// The texts of others are HTML there and text here; only where something was found is kept.
  private static Map<String, List<String>> highlights(JsonNode said) {
    var highlights = new HashMap<String, List<String>>();
    for (String field : HIGHLIGHTED) {
      List<String> texts = texts(said.path(field), LONG).stream().map(NodeAnswers::marked).toList();
      if (!texts.isEmpty()) {
        highlights.put(field, texts);
      }
    }
    return highlights;
  }

  private static String marked(String html) {
    return html.replace("<mark>", "\uE000")
        .replace("</mark>", "\uE001")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private static Map<String, List<FacetValue>> facets(JsonNode said) {
    var facets = new HashMap<String, List<FacetValue>>();
    for (String name : SearchIndex.Request.FACETS) {
      var values = new ArrayList<FacetValue>();
      for (JsonNode one : said.path(name)) {
        String value = text(one.path("value"), SHORT);
        if (values.size() < MOST_VALUES && !value.isEmpty()) {
          String label = text(one.path("label"), SHORT);
          values.add(
              new FacetValue(value, label.isEmpty() ? value : label, count(one.path("count"))));
        }
      }
      if (!values.isEmpty()) {
        facets.put(name, values);
      }
    }
    return facets;
  }

  private static List<String> texts(JsonNode said) {
    return texts(said, SHORT);
  }

  private static List<String> texts(JsonNode said, int longest) {
    var texts = new ArrayList<String>();
    for (JsonNode one : said) {
      String text = text(one, longest);
      if (texts.size() < MOST_TEXTS && !text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static String text(JsonNode said, int longest) {
    String text = said.isString() ? said.stringValue() : "";
    String cut = text.substring(0, Math.min(text.length(), longest));
    return UNWANTED.matcher(cut).replaceAll(" ").strip();
  }

  private static long count(JsonNode said) {
    return said.isIntegralNumber() && said.canConvertToLong()
        ? Math.clamp(said.longValue(), 0, MOST_DATASETS)
        : 0;
  }

  private static double number(JsonNode said, double most) {
    double number = said.isNumber() ? said.doubleValue() : 0;
    return Double.isNaN(number) ? 0 : Math.clamp(number, 0, Math.max(0, most));
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = uri.getScheme();
      return scheme != null
          && WEB.contains(scheme.toLowerCase(Locale.ROOT))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
