package org.allmende.web.sparql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.asking.SparqlEndpoint.Answer;
import org.allmende.catalog.said.Json;
import org.allmende.model.Prefixes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The classes and properties that occur in what is published, counted: what an editor proposes.
/// They are counted again when something has been published, but not more often than once in half a
/// minute; meanwhile what was counted before is good enough.
public final class UsedTerms {

  private static final Logger LOG = LoggerFactory.getLogger(UsedTerms.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final long NEVER = -1;
  private static final int MOST = 1_000;
  private static final int MOST_GIVEN = 60;

  private static final String CLASSES =
      "SELECT ?x (COUNT(*) AS ?n) { ?s a ?x } GROUP BY ?x ORDER BY DESC(?n) LIMIT " + MOST;
  private static final String PROPERTIES =
      "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x ORDER BY DESC(?n) LIMIT " + MOST;

  private final SparqlEndpoint endpoint;
  private final InstantSource clock;
  private final ReentrantLock counting = new ReentrantLock();
  private volatile @Nullable Counted counted;

  public UsedTerms(SparqlEndpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /// A class or a property.
  ///
  /// @param term as a query says it, such as `dcat:Dataset`
  /// @param kind `class` or `property`
  public record Term(String term, String prefix, String namespace, String kind, long count) {}

  private record Counted(long position, Instant at, List<Term> terms) {}

  /// Those whose name begins with a text, with its prefix or without it, most frequent first.
  public List<Term> beginningWith(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return terms().stream()
        .filter(term -> {
          String name = term.term().toLowerCase(Locale.ROOT);
          return name.startsWith(wanted) || name.startsWith(wanted, term.prefix().length() + 1);
        })
        .limit(MOST_GIVEN)
        .toList();
  }

  private List<Term> terms() {
    Counted now = counted;
    long position = endpoint.position();
    if (now == null) {
      counting.lock();
    } else if (now.position() == position
        || clock.instant().isBefore(now.at().plus(AGAIN))
        || !counting.tryLock()) {
      return now.terms();
    }
    try {
      Counted meanwhile = counted;
      if (meanwhile != null && meanwhile.position() == position) {
        return meanwhile.terms();
      }
      return count(position, meanwhile);
    } finally {
      counting.unlock();
    }
  }

  /// Where the endpoint has no time to count, what was counted before holds for another while.
  private List<Term> count(long position, @Nullable Counted before) {
    Optional<List<Term>> classes = count(CLASSES, "class");
    Optional<List<Term>> properties = count(PROPERTIES, "property");
    Counted now;
    if (classes.isEmpty() || properties.isEmpty()) {
      now = new Counted(NEVER, clock.instant(), before == null ? List.of() : before.terms());
    } else {
      var terms = new ArrayList<Term>(classes.get());
      terms.addAll(properties.get());
      terms.sort(Comparator.comparingLong(Term::count).reversed().thenComparing(Term::term));
      now = new Counted(position, clock.instant(), List.copyOf(terms));
    }
    counted = now;
    return now.terms();
  }

  /// What has no usual prefix is left out: it is no word that can be begun.
  private Optional<List<Term>> count(String query, String kind) {
    var request = SparqlEndpoint.Request.of(query, "application/sparql-results+json");
    if (!(endpoint.answer(request) instanceof Answer.Ready ready)) {
      LOG.debug("terms could not be counted");
      return Optional.empty();
    }
    var out = new ByteArrayOutputStream();
    try (var body = ready.body()) {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var terms = new ArrayList<Term>();
    for (var row : Json.own().readTree(out.toByteArray()).path("results").path("bindings")) {
      term(row.path("x").path("value").asString(""), kind, row.path("n").path("value").asLong(0))
          .ifPresent(terms::add);
    }
    return Optional.of(terms);
  }

  private static Optional<Term> term(String uri, String kind, long count) {
    Optional<String> prefix = Prefixes.of(uri);
    Optional<String> namespace = prefix.flatMap(Prefixes::namespace);
    if (prefix.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    String local = uri.substring(namespace.get().length());
    return local.matches("[A-Za-z][A-Za-z0-9_-]*")
        ? Optional.of(
            new Term(prefix.get() + ":" + local, prefix.get(), namespace.get(), kind, count))
        : Optional.empty();
  }
}
