package org.allmende.intake.csvw;

import java.util.Optional;
import java.util.function.BiPredicate;
import org.allmende.intake.csvw.BuiltinDatatype.Kind;
import org.allmende.intake.csvw.Datatype.Bounds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads [datatype descriptions](https://www.w3.org/TR/tabular-metadata/#datatypes), and makes sure
/// that their constraints do not contradict each other.
final class DatatypeReader {

  private final Members members;
  private final BuiltinDatatype base;
  private final CellFormat format;

  private DatatypeReader(Members members) {
    this.members = members;
    this.base = base(members);
    this.format = format();
  }

  /// The datatype property of a column or what is around it; null where there is none.
  static @Nullable Datatype read(Members around) throws InvalidMetadata {
    JsonNode value = around.value("datatype");
    if (value instanceof ObjectNode object) {
      return new DatatypeReader(new Members(object, around.scope())).datatype();
    }
    if (value == null) {
      return null;
    }
    Optional<BuiltinDatatype> named =
        value.isString() ? BuiltinDatatype.named(value.asString()) : Optional.empty();
    if (named.isEmpty()) {
      around.scope().ignored("datatype", value);
      return null;
    }
    return Datatype.of(named.get());
  }

  private static BuiltinDatatype base(Members members) {
    String base = members.string("base");
    if (base == null) {
      return BuiltinDatatype.STRING;
    }
    return BuiltinDatatype.named(base)
        .orElseGet(() -> {
          members.ignore("base");
          return BuiltinDatatype.STRING;
        });
  }

  private Datatype datatype() throws InvalidMetadata {
    String id = members.id();
    if (id != null && BuiltinDatatype.isUrl(id)) {
      throw new InvalidMetadata(
          "@id",
          "@id eines Datentyps darf nicht die eines eingebauten sein",
          "the @id of a datatype must not be that of a built-in one");
    }
    members.type("Datatype");
    Integer length = members.count("length");
    Integer minLength = members.count("minLength");
    Integer maxLength = members.count("maxLength");
    checkLengths(length, minLength, maxLength);
    Bounds bounds = bounds();
    members.common();
    return new Datatype(base, id, format, length, minLength, maxLength, bounds);
  }

  private void checkLengths(
      @Nullable Integer length, @Nullable Integer minLength, @Nullable Integer maxLength)
      throws InvalidMetadata {
    boolean given = length != null || minLength != null || maxLength != null;
    if (given && !base.kind().hasLength()) {
      throw contradiction("length", base.term());
    }
    if ((length != null && minLength != null && length < minLength)
        || (length != null && maxLength != null && length > maxLength)
        || (minLength != null && maxLength != null && minLength > maxLength)) {
      throw contradiction("length", "minLength, maxLength");
    }
  }

  private Bounds bounds() throws InvalidMetadata {
    String minimum = bound("minimum");
    String minInclusive = bound("minInclusive");
    String minExclusive = bound("minExclusive");
    String maximum = bound("maximum");
    String maxInclusive = bound("maxInclusive");
    String maxExclusive = bound("maxExclusive");
    var bounds =
        new Bounds(
            minInclusive == null ? minimum : minInclusive,
            minExclusive,
            maxInclusive == null ? maximum : maxInclusive,
            maxExclusive);
    Kind kind = base.kind();
    if (!bounds.isEmpty() && !kind.isOrdered()) {
      throw contradiction("minimum, maximum", base.term());
    }
    BiPredicate<String, String> more = (a, b) -> Ordering.compare(kind, a, b) > 0;
    BiPredicate<String, String> notLess = (a, b) -> Ordering.compare(kind, a, b) >= 0;
    if ((bounds.minInclusive() != null && minExclusive != null)
        || (bounds.maxInclusive() != null && maxExclusive != null)
        || holds(more, bounds.minInclusive(), bounds.maxInclusive())
        || holds(notLess, bounds.minInclusive(), maxExclusive)
        || holds(notLess, minExclusive, bounds.maxInclusive())
        || holds(more, minExclusive, maxExclusive)) {
      throw contradiction("minimum", "maximum");
    }
    return bounds;
  }

  private static boolean holds(
      BiPredicate<String, String> condition, @Nullable String one, @Nullable String other) {
    return one != null && other != null && condition.test(one, other);
  }

  private @Nullable String bound(String name) {
    JsonNode value = members.value(name);
    if (value == null) {
      return null;
    }
    String text = value.isString() ? value.asString() : value.isNumber() ? value.toString() : "";
    Optional<String> lexical = format.lexical(text).filter(base::admits);
    if (lexical.isEmpty() && base.admits(text)) {
      lexical = Optional.of(text);
    }
    if (text.isEmpty() || lexical.isEmpty()) {
      members.scope().ignored(name, value);
      return null;
    }
    return lexical.get();
  }

  private CellFormat format() {
    JsonNode value = members.value("format");
    if (value == null) {
      return Datatype.usualFormat(base);
    }
    Optional<CellFormat> read =
        value instanceof ObjectNode object
            ? format(new Members(object, members.scope()))
            : value.isString() ? format(value.asString()) : Optional.empty();
    return read.orElseGet(() -> {
      members.scope().ignored("format", value);
      return Datatype.usualFormat(base);
    });
  }

  private Optional<CellFormat> format(String format) {
    return switch (base.kind()) {
      case BOOLEAN -> BooleanFormat.of(format);
      case INTEGER, DECIMAL, FLOATING -> NumberFormat.of(base.kind(), "", "", format);
      case DATE_TIME -> DateFormat.of(base, format);
      case TEXT, BINARY, DURATION, OTHER -> RegularExpression.of(format);
    };
  }

  /// A format in parts is for numbers only.
  private Optional<CellFormat> format(Members parts) {
    return base.kind().isNumeric()
        ? NumberFormat.of(
            base.kind(),
            given(parts.string("decimalChar")),
            given(parts.string("groupChar")),
            given(parts.string("pattern")))
        : Optional.empty();
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static InvalidMetadata contradiction(String one, String other) {
    return new InvalidMetadata(one, one + " widerspricht " + other, one + " contradicts " + other);
  }
}
