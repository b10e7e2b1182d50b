package org.allmende.intake.csvw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A URI template after [RFC 6570](https://www.rfc-editor.org/rfc/rfc6570), level 4; variables hold
/// texts or lists of texts.
final class UriTemplate {

  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

  private final List<Part> parts = new ArrayList<>();

  /// Text that stays, or an expression.
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Expression(Operator operator, List<Variable> variables) implements Part {}

  /// @param prefix how many characters of the value are taken; -1 for all
  private record Variable(String name, int prefix, boolean explode) {}

  private enum Operator {
    SIMPLE("", ",", false, "", false),
    RESERVED("", ",", false, "", true),
    FRAGMENT("#", ",", false, "", true),
    LABEL(".", ".", false, "", false),
    PATH("/", "/", false, "", false),
    PARAMETER(";", ";", true, "", false),
    QUERY("?", "&", true, "=", false),
    CONTINUATION("&", "&", true, "=", false);

    private final String first;
    private final String separator;
    private final boolean named;
    private final String ifEmpty;
    private final boolean keepsReserved;

    Operator(String first, String separator, boolean named, String ifEmpty, boolean keepsReserved) {
      this.first = first;
      this.separator = separator;
      this.named = named;
      this.ifEmpty = ifEmpty;
      this.keepsReserved = keepsReserved;
    }

    static @Nullable Operator of(char sign) {
      return switch (sign) {
        case '+' -> RESERVED;
        case '#' -> FRAGMENT;
        case '.' -> LABEL;
        case '/' -> PATH;
        case ';' -> PARAMETER;
        case '?' -> QUERY;
        case '&' -> CONTINUATION;
        default -> null;
      };
    }
  }

  /// Reads a template; braces that belong to no expression are text.
  UriTemplate(String template) {
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      int close = open < 0 ? -1 : template.indexOf('}', open);
      if (close < 0) {
        parts.add(new Literal(template.substring(at)));
        return;
      }
      parts.add(new Literal(template.substring(at, open)));
      parts.add(expression(template.substring(open + 1, close)));
      at = close + 1;
    }
  }

  private static Part expression(String text) {
    Operator operator = text.isEmpty() ? null : Operator.of(text.charAt(0));
    var variables = new ArrayList<Variable>();
    for (String name : text.substring(operator == null ? 0 : 1).split(",", -1)) {
      int colon = name.indexOf(':');
      if (name.endsWith("*")) {
        variables.add(new Variable(name.substring(0, name.length() - 1), -1, true));
      } else if (colon > 0 && name.substring(colon + 1).matches("[1-9][0-9]{0,3}")) {
        int prefix = Integer.parseInt(name, colon + 1, name.length(), 10);
        variables.add(new Variable(name.substring(0, colon), prefix, false));
      } else {
        variables.add(new Variable(name, -1, false));
      }
    }
    return new Expression(operator == null ? Operator.SIMPLE : operator, variables);
  }

  /// Puts values in.
  ///
  /// @param values of a variable: none where it is not defined
  String expanded(Function<String, List<String>> values) {
    var out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal(var text) -> out.append(text);
        case Expression(var operator, var variables) -> expand(operator, variables, values, out);
      }
    }
    return out.toString();
  }

  private static void expand(
      Operator operator,
      List<Variable> variables,
      Function<String, List<String>> values,
      StringBuilder out) {
    String before = operator.first;
    for (Variable variable : variables) {
      List<String> given = values.apply(variable.name());
      if (!given.isEmpty()) {
        out.append(before).append(expanded(operator, variable, given));
        before = operator.separator;
      }
    }
  }

  private static String expanded(Operator operator, Variable variable, List<String> values) {
    String separator = variable.explode() ? operator.separator : ",";
    var out = new ArrayList<String>();
    for (String value : values) {
      String taken = encoded(prefix(value, variable.prefix()), operator.keepsReserved);
      out.add(variable.explode() ? named(operator, variable, taken) : taken);
    }
    String joined = String.join(separator, out);
    return variable.explode() ? joined : named(operator, variable, joined);
  }

  private static String named(Operator operator, Variable variable, String value) {
    if (!operator.named) {
      return value;
    }
    return variable.name() + (value.isEmpty() ? operator.ifEmpty : "=" + value);
  }

  private static String prefix(String value, int characters) {
    return characters < 0 || value.codePointCount(0, value.length()) <= characters
        ? value
        : value.substring(0, value.offsetByCodePoints(0, characters));
  }

  private static String encoded(String value, boolean keepsReserved) {
    var out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      boolean kept =
          c < 128
              && (isUnreserved((char) c)
                  || (keepsReserved && (RESERVED.indexOf(c) >= 0 || Urls.isEncoded(value, i))));
      if (kept) {
        out.append((char) c);
      } else {
        percentEncode(c, out);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  static void percentEncode(int codePoint, StringBuilder out) {
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      out.append('%')
          .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
          .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
    }
  }
}
