package org.allmende.intake.csvw;

import java.util.Optional;
import org.allmende.intake.csvw.BuiltinDatatype.Kind;
import org.jspecify.annotations.Nullable;

/// A [datatype description](https://www.w3.org/TR/tabular-metadata/#datatypes): a built-in
/// datatype, how its values are spelled and what they are restricted to.
///
/// @param id address of the datatype, where it has one of its own
/// @param length null where any will do
/// @param minLength null where there is no least
/// @param maxLength null where there is no most
record Datatype(
    BuiltinDatatype base,
    @Nullable String id,
    CellFormat format,
    @Nullable Integer length,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    Bounds bounds) {

  /// Least and most values; null where there are none.
  record Bounds(
      @Nullable String minInclusive,
      @Nullable String minExclusive,
      @Nullable String maxInclusive,
      @Nullable String maxExclusive) {

    static final Bounds NONE = new Bounds(null, null, null, null);

    boolean admit(Kind kind, String value) {
      return (minInclusive == null || Ordering.compare(kind, value, minInclusive) >= 0)
          && (minExclusive == null || Ordering.compare(kind, value, minExclusive) > 0)
          && (maxInclusive == null || Ordering.compare(kind, value, maxInclusive) <= 0)
          && (maxExclusive == null || Ordering.compare(kind, value, maxExclusive) < 0);
    }

    boolean isEmpty() {
      return equals(NONE);
    }
  }

  static final Datatype STRING = of(BuiltinDatatype.STRING);

  static Datatype of(BuiltinDatatype base) {
    return new Datatype(base, null, usualFormat(base), null, null, null, Bounds.NONE);
  }

  static CellFormat usualFormat(BuiltinDatatype base) {
    return switch (base.kind()) {
      case BOOLEAN -> BooleanFormat.USUAL;
      case INTEGER, DECIMAL, FLOATING -> NumberFormat.usual(base.kind());
      default -> Optional::of;
    };
  }

  /// The address of the datatype in RDF.
  String url() {
    return id == null ? base.url() : id;
  }

  /// The lexical form of what a cell spells; empty where it spells no value of this datatype.
  Optional<String> lexical(String cell) {
    return format
        .lexical(cell)
        .filter(base::admits)
        .filter(this::admitsLength)
        .filter(value -> bounds.admit(base.kind(), value));
  }

  private boolean admitsLength(String value) {
    if (length == null && minLength == null && maxLength == null) {
      return true;
    }
    int size = size(value);
    return (length == null || size == length)
        && (minLength == null || size >= minLength)
        && (maxLength == null || size <= maxLength);
  }

  /// Characters of text, bytes of binary data.
  private int size(String value) {
    return switch (base) {
      case HEX_BINARY -> value.length() / 2;
      case BASE64_BINARY -> {
        String digits = value.replaceAll("[\\s=]", "");
        yield digits.length() * 3 / 4;
      }
      default -> value.codePointCount(0, value.length());
    };
  }
}
