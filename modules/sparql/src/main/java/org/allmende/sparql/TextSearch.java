package org.allmende.sparql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RankedSearch;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.catalog.store.NotReady;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.Table;
import org.apache.jena.sparql.algebra.TableFactory;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;

/// Asks the search where a pattern has the property [#IRI], and puts what it finds in the pattern's
/// place, as if it stood there as `VALUES`: from then on nobody has to know that a search took
/// part, and joins go over the few that were found.
///
/// Only what the query can see is found: datasets of graphs it does not read, or that came after
/// the state it reads, are left out.
final class TextSearch extends TransformCopy {

  /// The property that searches.
  static final String IRI = "urn:allmende:search";

  private static final int USUAL = 100;
  private static final int MOST_HITS = 1_000;
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_SEARCHES = 5;
  private static final int MOST_VARIABLES = 3;

  private final RankedSearch search;
  private final DatasetGraph data;
  private final Map<Asked, List<Hit>> found = new HashMap<>();

  /// What is asked.
  private record Asked(String text, int limit) {}

  private TextSearch(RankedSearch search, DatasetGraph data) {
    this.search = search;
    this.data = data;
  }

  /// A query's algebra with what was found in it.
  static Op answered(Op op, RankedSearch search, DatasetGraph data) {
    return Transformer.transform(new TextSearch(search, data), op);
  }

  static boolean is(Node predicate) {
    return predicate.isURI() && predicate.getURI().equals(IRI);
  }

  @Override
  public Op transform(OpBGP op) {
    List<Triple> searches =
        op.getPattern().getList().stream().filter(t -> is(t.getPredicate())).toList();
    if (searches.isEmpty()) {
      return super.transform(op);
    }
    var patterns = new ArrayList<>(op.getPattern().getList());
    var parts = new ArrayList<Op>();
    for (Triple triple : searches) {
      patterns.remove(triple);
      List<Node> subjects = Lists.taken(triple.getSubject(), patterns);
      List<Node> arguments = Lists.taken(triple.getObject(), patterns);
      parts.add(OpTable.create(table(subjects, asked(arguments))));
    }
    if (!patterns.isEmpty()) {
      parts.add(new OpBGP(BasicPattern.wrap(patterns)));
    }
    return parts.stream().reduce(OpJoin::create).orElseThrow();
  }

  private static Asked asked(List<Node> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2 || !isText(arguments.getFirst())) {
      throw refuse(
          "Gesucht wird nach einem festen Text, auf Wunsch mit einer Höchstzahl: \"Radwege\" oder"
              + " (\"Radwege\" 20).",
          "What is searched for is a fixed text, with a limit if wanted: \"Radwege\" or (\"Radwege\""
              + " 20).");
    }
    String text = arguments.getFirst().getLiteralLexicalForm().strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw refuse(
          "Der gesuchte Text hat 1 bis " + LONGEST_TEXT + " Zeichen.",
          "The text searched for has 1 to " + LONGEST_TEXT + " characters.");
    }
    return new Asked(text, arguments.size() == 1 ? USUAL : limit(arguments.get(1)));
  }

  private static boolean isText(Node node) {
    return node.isLiteral()
        && (XSDDatatype.XSDstring.equals(node.getLiteralDatatype())
            || !node.getLiteralLanguage().isEmpty());
  }

  private static int limit(Node node) {
    if (node.isLiteral() && node.getLiteralLexicalForm().matches("\\+?\\d{1,9}")) {
      int limit = Integer.parseInt(node.getLiteralLexicalForm());
      if (limit >= 1 && limit <= MOST_HITS) {
        return limit;
      }
    }
    throw refuse(
        "Die Höchstzahl der Treffer ist eine ganze Zahl von 1 bis " + MOST_HITS + ".",
        "The limit of hits is a whole number from 1 to " + MOST_HITS + ".");
  }

  private Table table(List<Node> subjects, Asked asked) {
    if (subjects.isEmpty() || subjects.size() > MOST_VARIABLES) {
      throw wrongSubject();
    }
    Node dataset = subjects.getFirst();
    List<Var> vars = subjects.stream().filter(Var::isVar).map(Var::alloc).distinct().toList();
    if (vars.size() < subjects.size() - (dataset.isURI() ? 1 : 0)) {
      throw wrongSubject();
    }
    Table table = TableFactory.create(vars);
    for (Hit hit : hits(asked)) {
      Node uri = NodeFactory.createURI(hit.uri());
      if (Var.isVar(dataset) || dataset.equals(uri)) {
        table.addBinding(row(subjects, uri, hit));
      }
    }
    return table;
  }

  private static Binding row(List<Node> subjects, Node uri, Hit hit) {
    var row = BindingFactory.builder();
    if (Var.isVar(subjects.getFirst())) {
      row.add(Var.alloc(subjects.getFirst()), uri);
    }
    if (subjects.size() > 1) {
      String score = Float.toString(hit.score());
      row.add(Var.alloc(subjects.get(1)), NodeFactory.createLiteralDT(score, XSDDatatype.XSDfloat));
    }
    if (subjects.size() > 2) {
      row.add(Var.alloc(subjects.get(2)), Snippets.of(hit));
    }
    return row.build();
  }

  /// The best of those that the query can see; where it sees few of the best, more are looked at.
  private List<Hit> seen(Asked asked) {
    List<Hit> best = search.best(asked.text(), asked.limit());
    List<Hit> seen = best.stream().filter(this::isSeen).toList();
    if (seen.size() == best.size() || best.size() < asked.limit()) {
      return seen;
    }
    return search.best(asked.text(), MOST_HITS).stream()
        .filter(this::isSeen)
        .limit(asked.limit())
        .toList();
  }

  private boolean isSeen(Hit hit) {
    return data.contains(Node.ANY, NodeFactory.createURI(hit.uri()), Node.ANY, Node.ANY);
  }

  private List<Hit> hits(Asked asked) {
    List<Hit> known = found.get(asked);
    if (known != null) {
      return known;
    }
    if (found.size() == MOST_SEARCHES) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "Eine Abfrage sucht höchstens " + MOST_SEARCHES + " Texte.",
          "A query searches for at most " + MOST_SEARCHES + " texts.");
    }
    try {
      List<Hit> hits = seen(asked);
      found.put(asked, hits);
      return hits;
    } catch (NotReady e) {
      throw new Refusal(
          Reason.BUSY,
          "Die Suche wird gerade neu aufgebaut. Versuchen Sie es gleich noch einmal.",
          "The search is being rebuilt at the moment. Try again shortly.");
    }
  }

  private static Refusal wrongSubject() {
    return refuse(
        "Vor al:search steht ?dataset, (?dataset ?score) oder (?dataset ?score ?highlight), jede"
            + " Variable einmal.",
        "Before al:search stands ?dataset, (?dataset ?score) or (?dataset ?score ?highlight), each"
            + " variable once.");
  }

  private static Refusal refuse(String de, String en) {
    return new Refusal(Reason.FORBIDDEN, de, en);
  }
}
