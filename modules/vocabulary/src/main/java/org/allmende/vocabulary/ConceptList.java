package org.allmende.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.jspecify.annotations.Nullable;

/// One list in memory: its concepts in the order of the file, and all the ways to call them.
///
/// A name that several concepts claim goes to the one with the stronger claim: an address before a
/// code, a code before a label, a label before an alias, an alias before a media type or page; and
/// concepts in use before deprecated ones.
final class ConceptList {

  private final Map<String, Concept> byUri;
  private final Map<String, Concept> byName;

  private ConceptList(List<Concept> concepts) {
    byUri = new LinkedHashMap<>();
    concepts.forEach(concept -> byUri.put(concept.uri(), concept));
    byName = names(concepts);
  }

  static ConceptList read(Shelf shelf, Scheme scheme) {
    var collected = new Collected();
    shelf.read(scheme.uri(), collected.sink());
    return new ConceptList(collected.concepts());
  }

  List<Concept> all() {
    return List.copyOf(byUri.values());
  }

  Optional<Concept> byUri(String uri) {
    return Optional.ofNullable(byUri.get(uri));
  }

  Optional<Concept> byName(String text) {
    return Optional.ofNullable(byName.get(Spelling.of(text)));
  }

  private static Map<String, Concept> names(List<Concept> concepts) {
    var inUse = concepts.stream().filter(c -> !c.is(Fact.DEPRECATED)).toList();
    var deprecated = concepts.stream().filter(c -> c.is(Fact.DEPRECATED)).toList();
    var names = new HashMap<String, Concept>();
    for (Claim claim : Claim.values()) {
      for (var group : List.of(inUse, deprecated)) {
        for (Concept concept : group) {
          claim
              .names(concept)
              .map(Spelling::of)
              .filter(name -> !name.isEmpty())
              .forEach(name -> names.putIfAbsent(name, concept));
        }
      }
    }
    return names;
  }

  /// The kinds of names, the strongest first.
  private enum Claim {
    ADDRESS,
    CODE,
    LABEL,
    ALIAS,
    OTHER_ADDRESS,
    MEDIA_TYPE,
    INTERVAL;

    Stream<String> names(Concept concept) {
      return switch (this) {
        case ADDRESS -> Stream.of(concept.uri());
        case CODE -> Stream.concat(Stream.of(concept.code()), concept.facts(Fact.TAG).stream());
        case LABEL -> concept.labels().values().stream();
        case ALIAS -> concept.altLabels().stream();
        case OTHER_ADDRESS ->
            Stream.of(Fact.REPLACES, Fact.EXACT_MATCH, Fact.HOMEPAGE)
                .flatMap(fact -> concept.facts(fact).stream());
        case MEDIA_TYPE -> concept.facts(Fact.MEDIA_TYPE).stream();
        case INTERVAL ->
            concept.facts(Fact.INTERVAL).stream()
                .flatMap(Claim::spellings)
                .flatMap(time -> Stream.of(time, "R/" + time));
      };
    }

    /// ISO 8601 knows weeks, XML Schema does not.
    private static Stream<String> spellings(String time) {
      return switch (time) {
        case "P7D" -> Stream.of(time, "P1W");
        case "P14D" -> Stream.of(time, "P2W");
        default -> Stream.of(time);
      };
    }
  }

  /// Gathers what the triples say about each subject.
  private static final class Collected {

    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
    private static final Map<String, Fact> FACTS = factsByProperty();

    private final Map<String, Said> subjects = new LinkedHashMap<>();

    private static Map<String, Fact> factsByProperty() {
      var facts = new HashMap<String, Fact>();
      for (Fact fact : Fact.values()) {
        facts.put(fact.property(), fact);
      }
      return facts;
    }

    StreamRDF sink() {
      return new StreamRDFBase() {
        @Override
        public void triple(Triple triple) {
          if (triple.getSubject().isURI()) {
            subjects
                .computeIfAbsent(triple.getSubject().getURI(), uri -> new Said())
                .hear(triple.getPredicate().getURI(), triple.getObject());
          }
        }
      };
    }

    List<Concept> concepts() {
      var concepts = new ArrayList<Concept>();
      subjects.forEach((uri, said) -> {
        if (said.code != null) {
          concepts.add(
              new Concept(uri, said.code, said.labels, said.altLabels, said.broader, said.facts));
        }
      });
      return concepts;
    }

    private static final class Said {

      private @Nullable String code;
      private @Nullable String broader;
      private final Map<String, String> labels = new HashMap<>();
      private final List<String> altLabels = new ArrayList<>();
      private final Map<Fact, List<String>> facts = new HashMap<>();

      void hear(String property, Node object) {
        String value = object.isURI() ? object.getURI() : object.getLiteralLexicalForm();
        switch (property) {
          case SKOS + "notation" -> code = value;
          case SKOS + "broader" -> broader = value;
          case SKOS + "prefLabel" -> labels.put(object.getLiteralLanguage(), value);
          case SKOS + "altLabel" -> altLabels.add(value);
          default -> {
            Fact fact = FACTS.get(property);
            if (fact != null) {
              facts.computeIfAbsent(fact, key -> new ArrayList<>()).add(plain(fact, value));
            }
          }
        }
      }

      private static String plain(Fact fact, String value) {
        String prefix = "https://www.iana.org/assignments/media-types/";
        return fact == Fact.MEDIA_TYPE && value.startsWith(prefix)
            ? value.substring(prefix.length())
            : value;
      }
    }
  }
}
