package org.allmende.intake.csvw;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;

/// The [built-in datatypes](https://www.w3.org/TR/tabular-data-model/#datatypes).
enum BuiltinDatatype {
  ANY_ATOMIC_TYPE("anyAtomicType", Kind.OTHER),
  ANY_URI("anyURI", Kind.OTHER),
  Q_NAME("QName", Kind.OTHER),
  STRING("string", Kind.TEXT),
  NORMALIZED_STRING("normalizedString", Kind.TEXT),
  TOKEN("token", Kind.TEXT),
  LANGUAGE("language", Kind.TEXT),
  NAME("Name", Kind.TEXT),
  NMTOKEN("NMTOKEN", Kind.TEXT),
  XML("xml", Terms.RDF + "XMLLiteral", Kind.TEXT),
  HTML("html", Terms.RDF + "HTML", Kind.TEXT),
  JSON("json", Terms.CSVW + "JSON", Kind.TEXT),
  BASE64_BINARY("base64Binary", Kind.BINARY),
  HEX_BINARY("hexBinary", Kind.BINARY),
  BOOLEAN("boolean", Kind.BOOLEAN),
  DECIMAL("decimal", Kind.DECIMAL),
  INTEGER("integer", Kind.INTEGER),
  LONG("long", Kind.INTEGER),
  INT("int", Kind.INTEGER),
  SHORT("short", Kind.INTEGER),
  BYTE("byte", Kind.INTEGER),
  NON_NEGATIVE_INTEGER("nonNegativeInteger", Kind.INTEGER),
  POSITIVE_INTEGER("positiveInteger", Kind.INTEGER),
  UNSIGNED_LONG("unsignedLong", Kind.INTEGER),
  UNSIGNED_INT("unsignedInt", Kind.INTEGER),
  UNSIGNED_SHORT("unsignedShort", Kind.INTEGER),
  UNSIGNED_BYTE("unsignedByte", Kind.INTEGER),
  NON_POSITIVE_INTEGER("nonPositiveInteger", Kind.INTEGER),
  NEGATIVE_INTEGER("negativeInteger", Kind.INTEGER),
  DOUBLE("double", Kind.FLOATING),
  FLOAT("float", Kind.FLOATING),
  DURATION("duration", Kind.DURATION),
  DAY_TIME_DURATION("dayTimeDuration", Kind.DURATION),
  YEAR_MONTH_DURATION("yearMonthDuration", Kind.DURATION),
  DATE("date", Kind.DATE_TIME),
  DATE_TIME("dateTime", Kind.DATE_TIME),
  DATE_TIME_STAMP("dateTimeStamp", Kind.DATE_TIME),
  TIME("time", Kind.DATE_TIME),
  G_DAY("gDay", Kind.DATE_TIME),
  G_MONTH("gMonth", Kind.DATE_TIME),
  G_MONTH_DAY("gMonthDay", Kind.DATE_TIME),
  G_YEAR("gYear", Kind.DATE_TIME),
  G_YEAR_MONTH("gYearMonth", Kind.DATE_TIME);

  /// What the formats and constraints of datatypes depend on.
  enum Kind {
    TEXT,
    BINARY,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    FLOATING,
    DATE_TIME,
    DURATION,
    OTHER;

    boolean isNumeric() {
      return this == INTEGER || this == DECIMAL || this == FLOATING;
    }

    /// Whether values are more or less than others.
    boolean isOrdered() {
      return isNumeric() || this == DATE_TIME || this == DURATION;
    }

    boolean hasLength() {
      return this == TEXT || this == BINARY;
    }
  }

  private static final Map<String, BuiltinDatatype> NAMED = named();

  static {
    // Jena knows the lexical forms of no type before.
    JenaSystem.init();
  }

  private final String name;
  private final String url;
  private final Kind kind;

  BuiltinDatatype(String name, Kind kind) {
    this(name, Terms.XSD + name, kind);
  }

  BuiltinDatatype(String name, String url, Kind kind) {
    this.name = name;
    this.url = url;
    this.kind = kind;
  }

  private static Map<String, BuiltinDatatype> named() {
    var named = new HashMap<String, BuiltinDatatype>();
    for (BuiltinDatatype datatype : values()) {
      named.put(datatype.name, datatype);
    }
    named.put("any", ANY_ATOMIC_TYPE);
    named.put("binary", BASE64_BINARY);
    named.put("datetime", DATE_TIME);
    named.put("number", DOUBLE);
    return named;
  }

  static Optional<BuiltinDatatype> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  static boolean isUrl(String url) {
    for (BuiltinDatatype datatype : values()) {
      if (datatype.url.equals(url)) {
        return true;
      }
    }
    return false;
  }

  String term() {
    return name;
  }

  String url() {
    return url;
  }

  Kind kind() {
    return kind;
  }

  /// Whether line breaks and tabs in a cell are part of its value.
  boolean keepsLineBreaks() {
    return switch (this) {
      case STRING, JSON, XML, HTML, ANY_ATOMIC_TYPE -> true;
      default -> false;
    };
  }

  /// Whether blanks at the ends of a cell are part of its value.
  boolean keepsBlanks() {
    return keepsLineBreaks() || this == NORMALIZED_STRING;
  }

  /// Whether a text is a lexical form of this type.
  boolean admits(String lexical) {
    if (this == XML || this == HTML || this == JSON || this == ANY_ATOMIC_TYPE || this == STRING) {
      return true;
    }
    @Nullable RDFDatatype type = TypeMapper.getInstance().getTypeByName(url);
    return type == null || type.isValid(lexical);
  }
}
