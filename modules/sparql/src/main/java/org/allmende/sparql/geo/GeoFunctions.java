package org.allmende.sparql.geo;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase1;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionBase3;
import org.apache.jena.sparql.function.FunctionFactory;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTWriter;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/// The functions of [GeoSPARQL](https://docs.ogc.org/is/22-047r1/22-047r1.html) that compare and
/// measure: the relations of Simple Features, distance, area, centre and frame. The library of Jena
/// for this brings a database and a second library of reference systems along; the geometry itself
/// is done by JTS there, too.
public final class GeoFunctions {

  /// Before the name of each function.
  public static final String NAMESPACE = "http://www.opengis.net/def/function/geosparql/";

  private static final String UNIT = "http://www.opengis.net/def/uom/OGC/1.0/";
  private static final double PER_KILO = 1_000;
  private static final double PER_HECTARE = 10_000;

  private GeoFunctions() {}

  /// All of them by their IRI.
  public static Map<String, FunctionFactory> all() {
    var all = new HashMap<String, FunctionFactory>();
    relation(all, "sfEquals", RelatePredicate::equalsTopo);
    relation(all, "sfDisjoint", RelatePredicate::disjoint);
    relation(all, "sfIntersects", RelatePredicate::intersects);
    relation(all, "sfTouches", RelatePredicate::touches);
    relation(all, "sfCrosses", RelatePredicate::crosses);
    relation(all, "sfWithin", RelatePredicate::within);
    relation(all, "sfContains", RelatePredicate::contains);
    relation(all, "sfOverlaps", RelatePredicate::overlaps);
    all.put(NAMESPACE + "distance", _ -> new Distance());
    all.put(NAMESPACE + "metricDistance", _ -> new MetricDistance());
    all.put(NAMESPACE + "area", _ -> new Area());
    all.put(NAMESPACE + "metricArea", _ -> new Measure(Earth::squareMetres));
    all.put(NAMESPACE + "envelope", _ -> new Derived(Geometry::getEnvelope));
    all.put(NAMESPACE + "centroid", _ -> new Derived(Geometry::getCentroid));
    return all;
  }

  /// A predicate computes once, so that each row needs its own.
  private static void relation(
      Map<String, FunctionFactory> all, String name, Supplier<TopologyPredicate> predicate) {
    all.put(NAMESPACE + name, _ -> new Relation(predicate));
  }

  private static String unit(NodeValue unit) {
    String iri = unit.isIRI() ? unit.asNode().getURI() : "";
    return iri.startsWith(UNIT) ? iri.substring(UNIT.length()) : iri;
  }

  private static ExprEvalException unknown(String unit) {
    return new ExprEvalException("not a unit that is known here: " + unit);
  }

  private static final class Relation extends FunctionBase2 {
    private final Supplier<TopologyPredicate> predicate;
    private final Shapes first = new Shapes();
    private final Shapes second = new Shapes();

    Relation(Supplier<TopologyPredicate> predicate) {
      this.predicate = predicate;
    }

    @Override
    public NodeValue exec(NodeValue one, NodeValue other) {
      Geometry left = first.of(one);
      Geometry right = second.of(other);
      Crowding.check(left, right);
      return NodeValue.makeBoolean(RelateNG.relate(left, right, predicate.get()));
    }
  }

  private static final class Distance extends FunctionBase3 {
    private final Shapes first = new Shapes();
    private final Shapes second = new Shapes();

    @Override
    public NodeValue exec(NodeValue one, NodeValue other, NodeValue unit) {
      Geometry from = first.of(one);
      Geometry to = second.of(other);
      return NodeValue.makeDouble(
          switch (unit(unit)) {
            case "metre" -> Earth.metres(from, to);
            case "kilometre" -> Earth.metres(from, to) / PER_KILO;
            case "degree" -> Earth.degrees(from, to);
            case "radian" -> Math.toRadians(Earth.degrees(from, to));
            default -> throw unknown(unit(unit));
          });
    }
  }

  private static final class MetricDistance extends FunctionBase2 {
    private final Shapes first = new Shapes();
    private final Shapes second = new Shapes();

    @Override
    public NodeValue exec(NodeValue one, NodeValue other) {
      return NodeValue.makeDouble(Earth.metres(first.of(one), second.of(other)));
    }
  }

  private static final class Area extends FunctionBase2 {
    private final Shapes shapes = new Shapes();

    @Override
    public NodeValue exec(NodeValue geometry, NodeValue unit) {
      double area = Earth.squareMetres(shapes.of(geometry));
      return NodeValue.makeDouble(
          switch (unit(unit)) {
            case "squareMetre", "metre" -> area;
            case "squareKilometre" -> area / (PER_KILO * PER_KILO);
            case "hectare" -> area / PER_HECTARE;
            default -> throw unknown(unit(unit));
          });
    }
  }

  private static final class Measure extends FunctionBase1 {
    private final Shapes shapes = new Shapes();
    private final ToDoubleFunction<Geometry> measure;

    Measure(ToDoubleFunction<Geometry> measure) {
      this.measure = measure;
    }

    @Override
    public NodeValue exec(NodeValue geometry) {
      return NodeValue.makeDouble(measure.applyAsDouble(shapes.of(geometry)));
    }
  }

  private static final class Derived extends FunctionBase1 {
    private final Shapes shapes = new Shapes();
    private final UnaryOperator<Geometry> derive;

    Derived(UnaryOperator<Geometry> derive) {
      this.derive = derive;
    }

    @Override
    public NodeValue exec(NodeValue geometry) {
      String text = new WKTWriter().write(derive.apply(shapes.of(geometry)));
      var type = TypeMapper.getInstance().getSafeTypeByName(Shapes.GEO + "wktLiteral");
      return NodeValue.makeNode(NodeFactory.createLiteralDT(text, type));
    }
  }
}
