package org.allmende.vocabulary;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Answers which concept is meant, from the lists we ship. A list is read when it is first asked
/// for, and then kept; asking is safe from any thread.
public final class Vocabularies {

  private static final Vocabularies SHIPPED = new Vocabularies();
  private static final Pattern LANGUAGE_TAG =
      Pattern.compile("([A-Za-z]{2,3})(?:[-_]\\w{1,8}){1,4}");

  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^/]+/(?:.*[/#])?([^/#]{1,120})");

  /// Lists whose concepts other people's addresses name; the end of an address is no licence.
  private static final Set<Scheme> ENDS_SPEAK =
      EnumSet.of(Scheme.DATA_THEME, Scheme.FILE_TYPE, Scheme.FREQUENCY, Scheme.LANGUAGE);

  private final Supplier<Shelf> shelf = Once.of(Shelf::new);
  private final Supplier<Places> places = Once.of(Places::read);
  private final Map<Scheme, ConceptList> lists = new ConcurrentHashMap<>();

  private Vocabularies() {}

  /// The lists in this program's own jar.
  public static Vocabularies shipped() {
    return SHIPPED;
  }

  /// The concept, or place, with exactly this address.
  public Optional<Concept> concept(String uri) {
    return Stream.of(Scheme.values())
        .filter(scheme -> scheme.holds(uri))
        .findFirst()
        .flatMap(scheme -> list(scheme).byUri(uri))
        .or(() -> place(uri));
  }

  /// The concept of a list that a text means, be it an address, code, label in any language, file
  /// name extension, media type or older spelling. Case, umlauts, blanks and punctuation do not
  /// matter. Empty where the list has nothing by that name.
  public Optional<Concept> find(Scheme scheme, String text) {
    return list(scheme)
        .byName(text)
        .or(() -> ENDS_SPEAK.contains(scheme) ? byEnd(scheme, text) : Optional.empty());
  }

  /// All concepts of a list, in its publisher's order where that has one.
  public List<Concept> concepts(Scheme scheme) {
    return list(scheme).all();
  }

  /// The places of Germany.
  public Places places() {
    return places.get();
  }

  /// All lists, places too, as graphs for the store; parsed when asked for.
  public List<VocabularyGraph> graphs() {
    return shelf.get().graphs();
  }

  private ConceptList list(Scheme scheme) {
    return lists.computeIfAbsent(scheme, wanted -> ConceptList.read(shelf.get(), wanted));
  }

  private Optional<Concept> place(String uri) {
    return uri.startsWith("http://dcat-ap.de/def/politicalGeocoding/")
        ? places().byUri(uri).map(Vocabularies::concept)
        : Optional.empty();
  }

  private static Concept concept(Place place) {
    return new Concept(
        place.uri(),
        place.key(),
        Map.of("de", place.officialName()),
        place.name().equals(place.officialName()) ? List.of() : List.of(place.name()),
        place.broader(),
        Map.of());
  }

  /// An address elsewhere that ends in a name we know, such as a portal's own
  /// `/theme/Politik%20und%20Wahlen`, or a language tag with a region (`de-AT`).
  private Optional<Concept> byEnd(Scheme scheme, String text) {
    var address = ADDRESS.matcher(text.strip());
    String end = address.matches() ? decoded(address.group(1)) : text.strip();
    var tag = LANGUAGE_TAG.matcher(end);
    String name = scheme == Scheme.LANGUAGE && tag.matches() ? tag.group(1) : end;
    return name.equals(text) ? Optional.empty() : list(scheme).byName(name);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
