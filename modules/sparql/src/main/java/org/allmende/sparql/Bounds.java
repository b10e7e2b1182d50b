package org.allmende.sparql;

import java.math.BigDecimal;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.Duration;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.expr.NodeValue;

/// How large a single value may get while a query computes with it. Without bounds, forty squarings
/// or doublings fill any memory, and adding a long enough duration to a date never ends.
final class Bounds {

  /// The longest text a function makes, in characters.
  static final int TEXT = 1 << 20;

  private static final int TRIPLES = 4;
  private static final int LONG = 16 * 1024;
  private static final int BITS = 4096;
  private static final double MOST = 1e7;
  private static final double MOST_SECONDS = 1e10;

  private Bounds() {}

  /// Ends the query when a value is out of bounds.
  static NodeValue check(NodeValue value) {
    if (value.isInteger()) {
      if (value.getInteger().bitLength() > BITS) {
        throw number();
      }
    } else if (value.isDecimal()) {
      BigDecimal decimal = value.getDecimal();
      if (decimal.unscaledValue().bitLength() > BITS || Math.abs((long) decimal.scale()) > BITS) {
        throw number();
      }
    } else if (value.isDuration()) {
      duration(value.getDuration());
    } else if (value.isString()) {
      text(value.getString().length());
    }
    return value;
  }

  /// The same for a text that a query composes; a long one counts as held.
  static NodeValue composed(NodeValue value, Budget budget) {
    if (value.isString() && value.getString().length() > LONG) {
      budget.keep(2L * value.getString().length());
    }
    return check(value);
  }

  static void text(long length) {
    if (length > TEXT) {
      throw new Costly(
          "Ein Text, den die Abfrage zusammensetzt, wird länger als eine Million Zeichen.",
          "A text that the query composes grows longer than a million characters.");
    }
  }

  /// Triples in triples grow as fast as doubled texts, and are compared by walking through them.
  static void triple(Node part) {
    Node inner = part;
    for (int depth = 1; inner.isTripleTerm(); depth++) {
      if (depth == TRIPLES || inner.getTriple().getSubject().isTripleTerm()) {
        throw new Costly(
            "Tripel in Tripeln sind höchstens " + TRIPLES + "-fach geschachtelt.",
            "Triples in triples are nested at most " + TRIPLES + " deep.");
      }
      inner = inner.getTriple().getObject();
    }
  }

  private static void duration(Duration duration) {
    for (var field :
        new DatatypeConstants.Field[] {
          DatatypeConstants.YEARS,
          DatatypeConstants.MONTHS,
          DatatypeConstants.DAYS,
          DatatypeConstants.HOURS,
          DatatypeConstants.MINUTES,
          DatatypeConstants.SECONDS
        }) {
      Number amount = duration.getField(field);
      double most = field == DatatypeConstants.SECONDS ? MOST_SECONDS : MOST;
      if (amount != null && Math.abs(amount.doubleValue()) > most) {
        throw new Costly(
            "Eine Dauer, mit der die Abfrage rechnet, ist zu lang.",
            "A duration that the query computes with is too long.");
      }
    }
  }

  private static Costly number() {
    return new Costly(
        "Eine Zahl, die die Abfrage ausrechnet, hat mehr als tausend Stellen.",
        "A number that the query computes has more than a thousand digits.");
  }
}
