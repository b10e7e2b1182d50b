package org.allmende.sparql;

import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;

/// Property paths without repetitions that say nothing new: `(p*)*`, `(p+)*`, `(p*)+` and `(p?)*`
/// are `p*`, and `(p+)+` is `p+`. ARQ would walk all ways through them.
final class Paths {

  private Paths() {}

  static Path simplified(Path path) {
    return switch (path) {
      case P_ZeroOrMore1 star -> PathFactory.pathZeroOrMore1(core(simplified(star.getSubPath())));
      case P_OneOrMore1 plus -> plus(simplified(plus.getSubPath()));
      case P_ZeroOrOne maybe -> maybe(simplified(maybe.getSubPath()));
      case P_Seq both ->
          PathFactory.pathSeq(simplified(both.getLeft()), simplified(both.getRight()));
      case P_Alt either ->
          PathFactory.pathAlt(simplified(either.getLeft()), simplified(either.getRight()));
      case P_Inverse back -> PathFactory.pathInverse(simplified(back.getSubPath()));
      default -> path;
    };
  }

  private static Path core(Path inner) {
    return switch (inner) {
      case P_ZeroOrMore1 star -> star.getSubPath();
      case P_OneOrMore1 plus -> plus.getSubPath();
      case P_ZeroOrOne maybe -> maybe.getSubPath();
      default -> inner;
    };
  }

  private static Path plus(Path inner) {
    return switch (inner) {
      case P_ZeroOrMore1 star -> star;
      case P_OneOrMore1 plus -> plus;
      case P_ZeroOrOne maybe -> PathFactory.pathZeroOrMore1(maybe.getSubPath());
      default -> PathFactory.pathOneOrMore1(inner);
    };
  }

  private static Path maybe(Path inner) {
    return switch (inner) {
      case P_ZeroOrMore1 star -> star;
      case P_OneOrMore1 plus -> PathFactory.pathZeroOrMore1(plus.getSubPath());
      case P_ZeroOrOne maybe -> maybe;
      default -> PathFactory.pathZeroOrOne(inner);
    };
  }
}
