package org.allmende.sparql.columns;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.allmende.sparql.columns.Expressions.Test;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrEndsWith;
import org.apache.jena.sparql.expr.E_StrLowerCase;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.E_StrUpperCase;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.NodeFunctions;
import org.jspecify.annotations.Nullable;

/// Conditions on the text of one variable, such as `CONTAINS(LCASE(STR(?title)), "…")`, straight
/// from the dictionary's bytes. A regular expression that goes astray ends at the deadline.
final class TextTests {

  private final Slots slots;

  TextTests(Slots slots) {
    this.slots = slots;
  }

  /// The text of an expression in the row as it stands; null for an error.
  private interface Text {
    @Nullable String now();
  }

  /// The condition when it is of this kind.
  Optional<Test> of(Expr expr) {
    return switch (expr) {
      case E_StrContains two -> contains(two);
      case E_StrStartsWith two -> two(two, String::startsWith);
      case E_StrEndsWith two -> two(two, String::endsWith);
      case E_Regex regex -> regex(regex);
      default -> Optional.empty();
    };
  }

  private Optional<Test> contains(E_StrContains contains) {
    Optional<Test> slow = two(contains, (text, part) -> text.contains(part));
    String part = constant(contains.getArg2());
    return slow.map(test -> part == null ? test : fast(contains.getArg1(), part, test));
  }

  private Test fast(Expr text, String part, Test slow) {
    boolean lower = text instanceof E_StrLowerCase;
    Expr inner = text instanceof E_StrLowerCase lowered ? lowered.getArg() : text;
    return Needles.in(part, lower).map(needles -> fast(inner, needles, slow)).orElse(slow);
  }

  /// Looks in the bytes of the dictionary where the text is that of a variable.
  private Test fast(Expr text, Needles needles, Test slow) {
    boolean literal = text instanceof ExprVar;
    Expr inner = text instanceof E_Str str ? str.getArg() : text;
    if (!(inner instanceof ExprVar var)) {
      return slow;
    }
    int place = slots.place(var.asVar());
    Terms terms = slots.data.state().terms();
    return () -> {
      int id = slots.row[place];
      if (id < 0) {
        return slow.holds();
      }
      slots.budget.step();
      byte[] bytes = terms.bytesOf(id);
      int start = TermBytes.start(bytes, literal);
      return start < 0
          ? slow.holds()
          : switch (needles.find(bytes, start)) {
            case FOUND -> true;
            case MISSING -> false;
            case UNSURE -> slow.holds();
          };
    };
  }

  private interface Both {
    boolean test(String text, String part);
  }

  private Optional<Test> two(ExprFunction2 expr, Both both) {
    Text text = text(expr.getArg1(), true);
    String part = constant(expr.getArg2());
    return text == null || part == null
        ? Optional.empty()
        : Optional.of(holds(text, found -> both.test(found, part)));
  }

  private static Test holds(Text text, Predicate<String> test) {
    return () -> {
      String now = text.now();
      return now != null && test.test(now);
    };
  }

  private Optional<Test> regex(E_Regex regex) {
    Text text = text(regex.getArg(1), true);
    String pattern = constant(regex.getArg(2));
    Expr third = regex.getArg(3);
    String flags = third == null ? "" : constant(third);
    if (text == null || pattern == null || flags == null || !"smixq".contains(flags)) {
      return Optional.empty();
    }
    try {
      Pattern compiled = RegexEngine.makePattern("REGEX", pattern, flags);
      Test slow = holds(text, found -> compiled.matcher(new Watched(found, slots.budget)).find());
      return Optional.of(
          Needles.regex(pattern, flags)
              .map(needles -> fast(regex.getArg(1), needles, slow))
              .orElse(slow));
    } catch (ExprEvalException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String constant(Expr expr) {
    if (!expr.isConstant() || !expr.getConstant().isString()) {
      return null;
    }
    Node node = expr.getConstant().asNode();
    return node.getLiteralLanguage().isEmpty() ? node.getLiteralLexicalForm() : null;
  }

  /// @param literal whether only a string is right, with a language or without
  private @Nullable Text text(Expr expr, boolean literal) {
    return switch (expr) {
      case ExprVar v -> variable(v, literal);
      case E_Str str when str.getArg() instanceof ExprVar v -> variable(v, false);
      case E_StrLowerCase lower -> {
        Text text = text(lower.getArg(), true);
        yield text == null ? null : () -> lower(text.now());
      }
      case E_StrUpperCase upper -> {
        Text text = text(upper.getArg(), true);
        yield text == null ? null : () -> upper(text.now());
      }
      default -> null;
    };
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  private Text variable(ExprVar var, boolean literal) {
    int place = slots.place(var.asVar());
    Terms terms = slots.data.state().terms();
    return () -> {
      int id = slots.row[place];
      if (id == Slots.UNBOUND) {
        return null;
      }
      String plain = id >= 0 ? terms.text(id, literal) : null;
      return plain == null ? text(slots.node(id), literal) : plain;
    };
  }

  private static @Nullable String text(Node node, boolean literal) {
    boolean string =
        node.isLiteral()
            && (!node.getLiteralLanguage().isEmpty()
                || XSDDatatype.XSDstring.getURI().equals(node.getLiteralDatatypeURI()));
    if (literal && !string) {
      return null;
    }
    try {
      return NodeFunctions.str(node);
    } catch (ExprEvalException e) {
      return null;
    }
  }

  /// A text that looks at the clock while it is read.
  private record Watched(String text, Budget budget) implements CharSequence {
    @Override
    public char charAt(int index) {
      budget.step();
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
