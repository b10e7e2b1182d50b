package org.allmende.web.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;

/// What a tool is called with. Whoever calls is told what is wrong and what would be right.
record Arguments(Map<String, Object> given) {

  private static final int LONGEST = 8_000;
  private static final int MOST_VALUES = 20;

  Arguments {
    given = Map.copyOf(given);
  }

  /// A text; empty where none is given.
  String text(String name) {
    Object value = given.getOrDefault(name, "");
    if (!(value instanceof String text) || text.length() > LONGEST) {
      throw wrong(
          "„" + name + "“ ist ein Text von höchstens " + LONGEST + " Zeichen.",
          "“" + name + "” is a text of at most " + LONGEST + " characters.");
    }
    return text.strip();
  }

  /// A text that must be given.
  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw wrong("„" + name + "“ fehlt.", "“" + name + "” is missing.");
    }
    return text;
  }

  /// One text or a list of them.
  List<String> texts(String name) {
    Object value = given.get(name);
    if (value == null) {
      return List.of();
    }
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    var texts = new ArrayList<String>();
    for (Object one : values) {
      if (!(one instanceof String text) || text.length() > LONGEST || texts.size() == MOST_VALUES) {
        throw wrong(
            "„" + name + "“ ist ein Text, oder eine Liste von höchstens " + MOST_VALUES + ".",
            "“" + name + "” is a text, or a list of at most " + MOST_VALUES + ".");
      }
      texts.add(text);
    }
    return texts;
  }

  /// A whole number.
  int number(String name, int otherwise, int least, int most) {
    Object value = given.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw wrong(
        "„" + name + "“ ist eine ganze Zahl von " + least + " bis " + most + ".",
        "“" + name + "” is a whole number from " + least + " to " + most + ".");
  }

  private static Problem wrong(String de, String en) {
    return Problem.of(Trouble.INVALID_REQUEST, de, en);
  }
}
