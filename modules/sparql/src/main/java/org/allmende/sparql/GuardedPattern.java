package org.allmende.sparql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeValueOps;
import org.jspecify.annotations.Nullable;

/// A pattern of `REGEX` or `REPLACE` that looks at the clock while it matches. Some patterns take
/// time exponential in the text, some recurse as deep as it is long, and some count to a billion
/// without looking at it.
final class GuardedPattern {

  private static final int LONGEST = 2_000;
  private static final long MOST_REPEATS = 100_000;
  private static final Pattern COUNTS = Pattern.compile("\\{\\s*(\\d+)\\s*(?:,\\s*(\\d*)\\s*)?}");

  private final String source;
  private final String flags;
  private final Pattern pattern;
  private final Budget budget;

  private GuardedPattern(String source, String flags, Budget budget) {
    this.source = source;
    this.flags = flags;
    this.budget = budget;
    if (!flags.contains("q")) {
      check(source);
    }
    try {
      pattern = RegexEngine.makePattern("REGEX", source, flags);
    } catch (StackOverflowError e) {
      throw tooComplex(e);
    }
  }

  /// The pattern, which is the last one when it has not changed.
  static GuardedPattern of(
      @Nullable GuardedPattern last, NodeValue pattern, @Nullable NodeValue flags, Budget budget) {
    String source = text("REGEX", pattern).getLiteralLexicalForm();
    String f = flags == null ? "" : text("REGEX", flags).getLiteralLexicalForm();
    return last != null && last.source.equals(source) && last.flags.equals(f)
        ? last
        : new GuardedPattern(source, f, budget);
  }

  static Node text(String function, NodeValue value) {
    return NodeValueOps.checkAndGetStringLiteral(function, value);
  }

  private static void check(String source) {
    if (source.length() > LONGEST) {
      throw new Costly(
          "Ein Suchmuster (REGEX, REPLACE) hat höchstens " + LONGEST + " Zeichen.",
          "A pattern (REGEX, REPLACE) is at most " + LONGEST + " characters long.");
    }
    long repeats = 1;
    Matcher counts = COUNTS.matcher(source);
    while (counts.find()) {
      String to = counts.group(2);
      String most = to == null || to.isEmpty() ? counts.group(1) : to;
      long times = most.length() > 9 ? MOST_REPEATS + 1 : Long.parseLong(most);
      repeats *= Math.max(1, times);
      if (repeats > MOST_REPEATS) {
        throw new Costly(
            "Die Wiederholungen {n} eines Suchmusters ergeben zusammen mehr als hunderttausend.",
            "The repetitions {n} of a pattern come to more than a hundred thousand.");
      }
    }
  }

  boolean isFoundIn(String text) {
    try {
      return pattern.matcher(new Clocked(text, budget)).find();
    } catch (StackOverflowError e) {
      throw tooComplex(e);
    }
  }

  /// What `REPLACE` makes of a literal; language and direction stay.
  NodeValue replaceIn(NodeValue value, NodeValue replacement) {
    Node literal = text("REPLACE", value);
    String by = text("REPLACE", replacement).getLiteralLexicalForm();
    String before = literal.getLiteralLexicalForm();
    try {
      String after = replace(before, by);
      return after.equals(before)
          ? value
          : Bounds.composed(NodeValue.makeNode(like(literal, after)), budget);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ExprEvalException("REPLACE: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw tooComplex(e);
    }
  }

  private String replace(String before, String by) {
    Matcher matcher = pattern.matcher(new Clocked(before, budget));
    var made = new StringBuilder();
    boolean first = true;
    while (matcher.find()) {
      // an empty match counts once only, as in the rest of ARQ
      if (first || matcher.start() != matcher.end()) {
        matcher.appendReplacement(made, by);
        Bounds.text(made.length());
      }
      first = false;
    }
    if (first) {
      return before;
    }
    matcher.appendTail(made);
    Bounds.text(made.length());
    return made.toString();
  }

  private static Node like(Node literal, String text) {
    if (literal.getLiteralLanguage().isEmpty()) {
      return NodeFactory.createLiteralString(text);
    }
    return literal.getLiteralBaseDirection() == null
        ? NodeFactory.createLiteralLang(text, literal.getLiteralLanguage())
        : NodeFactory.createLiteralDirLang(
            text, literal.getLiteralLanguage(), literal.getLiteralBaseDirection());
  }

  private static Costly tooComplex(StackOverflowError cause) {
    var costly =
        new Costly(
            "Ein Suchmuster (REGEX, REPLACE) ist für einen der Texte zu verwickelt.",
            "A pattern (REGEX, REPLACE) is too involved for one of the texts.");
    costly.initCause(cause);
    return costly;
  }

  /// A text that looks at the clock now and then.
  private static final class Clocked implements CharSequence {
    private static final int OFTEN = 0x3ff;

    private final String text;
    private final Budget budget;
    private int reads;

    Clocked(String text, Budget budget) {
      this.text = text;
      this.budget = budget;
    }

    @Override
    public char charAt(int index) {
      if ((++reads & OFTEN) == 0) {
        budget.check();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
