package org.allmende.dcat.upgrading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.dcat.terms.Lines;
import org.allmende.dcat.terms.Skolem;
import org.allmende.dcat.terms.Terms;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Fact;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/// Which concept a value in somebody else's record means: the value itself, what it says it is the
/// same as, and the names it has, looked up in our lists and in `aliases.tsv`.
final class Meanings {

  private static final List<Node> SAME =
      List.of(
          Terms.EXACT_MATCH,
          Terms.iri(Terms.SKOS_NS + "closeMatch"),
          Terms.iri(Terms.OWL_NS + "sameAs"));

  /// What things are called, the most telling first.
  static final List<Node> NAMES =
      List.of(
          Terms.NAME,
          Terms.PREF_LABEL,
          Terms.LABEL,
          Terms.TITLE,
          Terms.FN,
          Terms.NOTATION,
          Terms.iri(Terms.RDF_NS + "value"),
          Terms.iri(Terms.VCARD_NS + "organization-name"),
          Terms.iri(Terms.SCHEMA_NS + "name"));

  private static final Set<Scheme> ENDS_SPEAK =
      EnumSet.of(
          Scheme.ACCESS_RIGHT,
          Scheme.CHECKSUM_ALGORITHM,
          Scheme.DISTRIBUTION_STATUS,
          Scheme.PLANNED_AVAILABILITY,
          Scheme.PUBLISHER_TYPE);

  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "(?:application|audio|font|image|message|model|multipart|text|video)/[\\w.+-]+");

  /// Media types that say nothing about the format.
  private static final Set<String> VAGUE =
      Set.of(Terms.IANA + "application/octet-stream", Terms.IANA + "text/plain");

  private static final Pattern FILE =
      Pattern.compile("(?i)https?://[^?#]+/[^/?#]+\\.([a-z][a-z0-9]{1,7})(?:[?#].*)?");
  private static final Pattern MEDIA_ADDRESS =
      Pattern.compile("(?i)https?://.*/media-types/([\\w.+-]+/[\\w.+-]+)(?:#.*)?");

  private final Vocabularies vocabularies;
  private final Map<Scheme, Known> lists = new ConcurrentHashMap<>();

  /// @param uris the concepts of a list
  /// @param aliases what others call them
  private record Known(Set<String> uris, Map<String, String> aliases) {}

  Meanings(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  private Known known(Scheme list) {
    return lists.computeIfAbsent(list, this::read);
  }

  private Known read(Scheme list) {
    var uris = new HashSet<String>();
    vocabularies.concepts(list).forEach(concept -> uris.add(concept.uri()));
    var aliases = new HashMap<String, String>();
    for (String[] cells : Lines.of("aliases.tsv")) {
      if (cells[0].equals(list.name())) {
        String uri =
            vocabularies
                .find(list, cells[2])
                .orElseThrow(() -> new IllegalStateException("not in " + list + ": " + cells[2]))
                .uri();
        aliases.put(folded(cells[1]), uri);
      }
    }
    return new Known(uris, aliases);
  }

  /// Whether a value is a concept of the list.
  boolean isListed(Scheme list, Node value) {
    return value.isURI()
        && (known(list).uris().contains(value.getURI())
            || (list == Scheme.LICENCE
                && known(Scheme.EU_LICENCE).uris().contains(value.getURI())));
  }

  /// Whether a value has the address of a concept of the list, which may be newer than ours.
  static boolean mayBeListed(Scheme list, Node value) {
    return value.isURI() && value.getURI().startsWith(list.uri() + "/");
  }

  /// The concept's address.
  Optional<String> concept(Scheme list, Graph graph, Node value) {
    return texts(graph, value).stream()
        .flatMap(text -> find(list, text).or(() -> byEnd(list, text)).stream())
        .findFirst();
  }

  /// Other lists name the concepts of some of ours by the same word: `…/status/Completed`.
  private Optional<String> byEnd(Scheme list, String text) {
    boolean address = ENDS_SPEAK.contains(list) && text.startsWith("http");
    return address ? find(list, text.replaceFirst(".*[/#]", "")) : Optional.empty();
  }

  private Optional<String> find(Scheme list, String text) {
    String alias = known(list).aliases().get(folded(text));
    if (alias != null) {
      return Optional.of(alias);
    }
    Optional<Concept> found = vocabularies.find(list, text);
    return (found.isEmpty() && list == Scheme.LICENCE
            ? vocabularies.find(Scheme.EU_LICENCE, text)
            : found)
        .map(Concept::uri);
  }

  /// A media type as the address the IANA gave it.
  Optional<String> mediaType(Graph graph, Node value) {
    for (String text : texts(graph, value)) {
      Matcher address = MEDIA_ADDRESS.matcher(text);
      String plain = (address.matches() ? address.group(1) : text).toLowerCase(Locale.ROOT);
      int parameters = plain.indexOf(';');
      String type = (parameters < 0 ? plain : plain.substring(0, parameters)).strip();
      if (MEDIA_TYPE.matcher(type).matches()) {
        return Optional.of(Terms.IANA + type);
      }
      Optional<String> known =
          vocabularies.find(Scheme.FILE_TYPE, text).flatMap(c -> c.fact(Fact.MEDIA_TYPE));
      if (known.isPresent()) {
        return Optional.of(Terms.IANA + known.get());
      }
    }
    return Optional.empty();
  }

  /// The file type that a media type, or the address of a file, shows.
  Optional<String> format(Graph graph, Node value) {
    Optional<String> type = mediaType(graph, value).filter(found -> !VAGUE.contains(found));
    if (type.isPresent()) {
      return find(Scheme.FILE_TYPE, type.get());
    }
    Matcher file = FILE.matcher(value.isURI() ? value.getURI() : "");
    return file.matches() ? find(Scheme.FILE_TYPE, file.group(1)) : Optional.empty();
  }

  /// All there is to look up a value by.
  private static List<String> texts(Graph graph, Node value) {
    var texts = new ArrayList<String>();
    if (value.isLiteral()) {
      texts.add(value.getLiteralLexicalForm().strip());
      return texts;
    }
    if (value.isURI() && !Skolem.isSkolem(value)) {
      texts.add(value.getURI());
    }
    for (Node same : SAME) {
      graph
          .find(value, same, Node.ANY)
          .filterKeep(t -> t.getObject().isURI())
          .forEachRemaining(t -> texts.add(t.getObject().getURI()));
    }
    texts.addAll(names(graph, value));
    return texts;
  }

  /// What a thing is called, in a fixed order.
  static List<String> names(Graph graph, Node thing) {
    var names = new ArrayList<String>();
    for (Node property : NAMES) {
      graph
          .find(thing, property, Node.ANY)
          .filterKeep(t -> t.getObject().isLiteral())
          .mapWith(t -> t.getObject().getLiteralLexicalForm().strip())
          .toList()
          .stream()
          .sorted()
          .filter(name -> !name.isBlank())
          .forEach(names::add);
    }
    return names;
  }

  private static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceFirst("^https:", "http:");
  }
}
