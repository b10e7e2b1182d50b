package org.allmende.sparql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SparqlEndpoint.Reason;
import org.allmende.sparql.geo.GeoFunctions;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.Function;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/// The functions that may be called by their IRI, and no others. Jena's own registry loads any
/// class of the class path for `java:` addresses and runs its initialiser, so that a shorter list
/// is not enough: the look-up itself is ours.
final class AllowedFunctions extends FunctionRegistry {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String FN = "http://www.w3.org/2005/xpath-functions#";
  private static final String MATH = "http://www.w3.org/2005/xpath-functions/math#";
  private static final int MOST_POWER = 1024;

  /// Of `fn:` what neither builds long texts, nor calls others, nor takes patterns: SPARQL has
  /// `CONCAT`, `REPLACE` and `REGEX` for that.
  private static final Set<String> FN_ALLOWED =
      Set.of(
          "substring",
          "string-length",
          "normalize-space",
          "upper-case",
          "lower-case",
          "contains",
          "starts-with",
          "ends-with",
          "substring-before",
          "substring-after",
          "abs",
          "ceiling",
          "floor",
          "year-from-date",
          "month-from-date",
          "day-from-date",
          "timezone-from-date",
          "hours-from-time",
          "minutes-from-time",
          "seconds-from-time",
          "timezone-from-time",
          "dateTime",
          "year-from-dateTime",
          "month-from-dateTime",
          "day-from-dateTime",
          "hours-from-dateTime",
          "minutes-from-dateTime",
          "seconds-from-dateTime",
          "timezone-from-dateTime",
          "years-from-duration",
          "months-from-duration",
          "days-from-duration",
          "hours-from-duration",
          "minutes-from-duration",
          "seconds-from-duration",
          "boolean",
          "not",
          "adjust-dateTime-to-timezone",
          "adjust-date-to-timezone",
          "adjust-time-to-timezone");

  private static final Set<String> MATH_ALLOWED =
      Set.of(
          "pi", "exp", "log", "log10", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan",
          "atan2");

  private final Map<String, FunctionFactory> allowed = new HashMap<>();

  AllowedFunctions() {
    FunctionRegistry standard = FunctionRegistry.standardRegistry();
    standard
        .keys()
        .forEachRemaining(iri -> {
          if (isAllowed(iri)) {
            FunctionFactory known = standard.getFunctionFactory(iri);
            allowed.put(iri, iri.startsWith(XSD) ? cast(known) : known);
          }
        });
    FunctionFactory power = standard.getFunctionFactory(MATH + "pow");
    allowed.putAll(GeoFunctions.all());
    allowed.put(MATH + "pow", iri -> new Power((FunctionBase2) power.create(iri)));
  }

  private static boolean isAllowed(String iri) {
    if (iri.startsWith(MATH)) {
      return MATH_ALLOWED.contains(iri.substring(MATH.length()));
    }
    return iri.startsWith(XSD)
        || (iri.startsWith(FN) && FN_ALLOWED.contains(iri.substring(FN.length())));
  }

  private static FunctionFactory cast(FunctionFactory known) {
    return iri -> new Cast(known.create(iri));
  }

  /// Puts this registry, and one without any property function, into a context: the only property
  /// that is more than a property, [TextSearch#IRI], is gone by then.
  void into(Context context) {
    FunctionRegistry.set(context, this);
    PropertyFunctionRegistry.set(context, new NoPropertyFunctions());
  }

  void check(String iri) {
    if (!allowed.containsKey(iri)) {
      throw refuse(iri);
    }
  }

  Refusal refuse(String iri) {
    return new Refusal(
        Reason.FORBIDDEN,
        "Die Funktion <"
            + iri
            + "> gibt es hier nicht. Erlaubt sind die Funktionen von SPARQL, die Umwandlungen nach"
            + " xsd: und ein Teil von fn:, math: und geof:.",
        "There is no function <"
            + iri
            + "> here. Allowed are the functions of SPARQL, the casts to xsd: types, and some of"
            + " fn:, math: and geof:.");
  }

  @Override
  public @Nullable FunctionFactory getFunctionFactory(String iri) {
    return allowed.get(iri);
  }

  @Override
  @SuppressWarnings("removal") // who still calls it must not get past us
  public @Nullable FunctionFactory get(String iri) {
    return allowed.get(iri);
  }

  @Override
  public boolean isRegistered(String iri) {
    return allowed.containsKey(iri);
  }

  /// `math:pow` computes whole numbers exactly, which for large exponents never ends.
  private static final class Power extends FunctionBase2 {
    private final FunctionBase2 exact;

    Power(FunctionBase2 exact) {
      this.exact = exact;
    }

    @Override
    public NodeValue exec(NodeValue base, NodeValue exponent) {
      if (base.isInteger() && exponent.isInteger()) {
        if (exponent.getInteger().bitLength() >= 31
            || Math.abs(exponent.getInteger().intValue()) > MOST_POWER) {
          throw new ExprEvalException("exponent too large");
        }
        return Bounds.check(exact.exec(Bounds.check(base), exponent));
      }
      return exact.exec(base, exponent);
    }
  }

  private record Cast(Function inner) implements Function {
    @Override
    public void build(String uri, ExprList args, Context context) {
      inner.build(uri, args, context);
    }

    @Override
    public NodeValue exec(Binding binding, ExprList args, String uri, FunctionEnv env)
        throws QueryBuildException {
      return Bounds.check(inner.exec(binding, args, uri, env));
    }
  }

  private static final class NoPropertyFunctions extends PropertyFunctionRegistry {
    @Override
    public boolean manages(String iri) {
      return false;
    }

    @Override
    public @Nullable PropertyFunctionFactory get(String iri) {
      return null;
    }

    @Override
    public boolean isRegistered(String iri) {
      return false;
    }
  }
}
