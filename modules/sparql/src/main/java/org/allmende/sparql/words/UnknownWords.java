package org.allmende.sparql.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.allmende.model.Prefixes;
import org.allmende.model.Text;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Path2;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.apache.jena.vocabulary.RDF;

/// Looks up the properties and classes of a query, and says of those that occur nowhere which
/// similar one does: the same name in another vocabulary, else a name one slip of the keyboard
/// away.
///
/// Nothing is counted or kept for it: what could be meant is made up letter by letter, and each is
/// looked up in the data.
public final class UnknownWords {

  private static final int MOST_SAID = 5;
  private static final int MOST_WORDS = 40;
  private static final int LONGEST = 40;

  /// Their words mean something without being in the data: searches, lists.
  private static final Set<String> OURS =
      Set.of("urn:allmende:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private static final int MOST_LOOKUPS = 50_000;

  private final Graph data;
  private int lookups;

  private UnknownWords(Graph data) {
    this.data = data;
  }

  /// What there is to say about the words of a query; mostly nothing.
  ///
  /// @param data what is asked
  public static List<Text> in(Query query, Graph data) {
    var words = new Words();
    words.of(query);
    var unknown = new UnknownWords(data);
    var said = new ArrayList<Text>();
    words.properties.stream()
        .limit(MOST_WORDS)
        .forEach(property ->
            unknown
                .nearest(property, unknown::isProperty)
                .ifPresent(near -> said.add(property(property, near))));
    words.classes.stream()
        .limit(MOST_WORDS)
        .forEach(type ->
            unknown.nearest(type, unknown::isClass).ifPresent(near -> said.add(type(type, near))));
    return said.stream().limit(MOST_SAID).toList();
  }

  private static Text property(String asked, String near) {
    return new Text(
        "Die Eigenschaft "
            + shown(asked)
            + " kommt in den Daten nicht vor. Gemeint ist vielleicht "
            + shown(near)
            + ".",
        "The property "
            + shown(asked)
            + " does not occur in the data. Perhaps "
            + shown(near)
            + " is meant.");
  }

  private static Text type(String asked, String near) {
    return new Text(
        "Die Klasse "
            + shown(asked)
            + " kommt in den Daten nicht vor. Gemeint ist vielleicht "
            + shown(near)
            + ".",
        "The class "
            + shown(asked)
            + " does not occur in the data. Perhaps "
            + shown(near)
            + " is meant.");
  }

  private static String shown(String uri) {
    Optional<String> prefix = Prefixes.of(uri);
    return prefix
        .flatMap(Prefixes::namespace)
        .map(namespace -> prefix.get() + ":" + uri.substring(namespace.length()))
        .orElse("<" + uri + ">");
  }

  private boolean isProperty(String uri) {
    return data.contains(Node.ANY, NodeFactory.createURI(uri), Node.ANY);
  }

  private boolean isClass(String uri) {
    return data.contains(Node.ANY, RDF.Nodes.type, NodeFactory.createURI(uri));
  }

  private Optional<String> nearest(String uri, Predicate<String> occurs) {
    int end = Math.max(uri.lastIndexOf('#'), Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')));
    String name = uri.substring(end + 1);
    if (name.isEmpty() || name.length() > LONGEST || occurs.test(uri)) {
      return Optional.empty();
    }
    String own = uri.substring(0, end + 1);
    var namespaces = new LinkedHashSet<String>();
    namespaces.add(own);
    Prefixes.namespace("dct").ifPresent(namespaces::add);
    Prefixes.namespace("dcat").ifPresent(namespaces::add);
    namespaces.addAll(Prefixes.all().values());
    if (!isKnown(own)) {
      return Optional.empty();
    }
    for (String namespace : namespaces) {
      if (occurs.test(namespace + name)) {
        return Optional.of(namespace + name);
      }
    }
    Set<String> slips = slips(name);
    for (String namespace : namespaces) {
      for (String slip : slips) {
        if (++lookups > MOST_LOOKUPS) {
          return Optional.empty();
        }
        if (occurs.test(namespace + slip)) {
          return Optional.of(namespace + slip);
        }
      }
    }
    return Optional.empty();
  }

  /// Of vocabularies that nobody knows nothing is proposed.
  private static boolean isKnown(String namespace) {
    return !OURS.contains(namespace)
        && Prefixes.all().values().stream().anyMatch(known -> isAlike(known, namespace));
  }

  /// Such as the namespace with `https`.
  private static boolean isAlike(String one, String other) {
    return one.replaceFirst("^https?:", "").equalsIgnoreCase(other.replaceFirst("^https?:", ""));
  }

  /// What becomes of a name when a letter is left out, put in, replaced, or changes places with the
  /// next.
  public static Set<String> slips(String name) {
    var slips = new LinkedHashSet<String>();
    for (int i = 0; i + 1 < name.length(); i++) {
      slips.add(name.substring(0, i) + name.charAt(i + 1) + name.charAt(i) + name.substring(i + 2));
    }
    for (int i = 0; i < name.length(); i++) {
      slips.add(name.substring(0, i) + name.substring(i + 1));
    }
    for (int i = 0; i <= name.length(); i++) {
      for (int l = 0; l < LETTERS.length(); l++) {
        if (i < name.length()) {
          slips.add(name.substring(0, i) + LETTERS.charAt(l) + name.substring(i + 1));
        }
        slips.add(name.substring(0, i) + LETTERS.charAt(l) + name.substring(i));
      }
    }
    slips.remove(name);
    slips.remove("");
    return slips;
  }

  private static final class Words extends ElementVisitorBase {
    private final Set<String> properties = new LinkedHashSet<>();
    private final Set<String> classes = new LinkedHashSet<>();

    void of(Query query) {
      if (query.getQueryPattern() != null) {
        ElementWalker.walk(query.getQueryPattern(), this);
      }
    }

    @Override
    public void visit(ElementSubQuery element) {
      of(element.getQuery());
    }

    @Override
    public void visit(ElementPathBlock block) {
      block.getPattern().forEach(this::add);
    }

    private void add(TriplePath triple) {
      Node predicate = triple.getPredicate();
      if (predicate == null) {
        path(triple.getPath());
        return;
      }
      if (predicate.isURI()) {
        properties.add(predicate.getURI());
      }
      if (predicate.equals(RDF.Nodes.type) && triple.getObject().isURI()) {
        classes.add(triple.getObject().getURI());
      }
    }

    private void path(Path path) {
      switch (path) {
        case P_Link link -> add(link.getNode());
        case P_ReverseLink link -> add(link.getNode());
        case P_Path2 both -> {
          path(both.getLeft());
          path(both.getRight());
        }
        case P_Path1 one -> path(one.getSubPath());
        default -> {
          // names what is not to be followed
        }
      }
    }

    private void add(Node property) {
      if (property.isURI()) {
        properties.add(property.getURI());
      }
    }
  }
}
