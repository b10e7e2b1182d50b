package org.allmende.intake.csvw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of [RFC 6570](https://www.rfc-editor.org/rfc/rfc6570#section-3.2).
class UriTemplateTest {

  private static final Map<String, List<String>> VALUES =
      Map.of(
          "var", List.of("value"),
          "hello", List.of("Hello World!"),
          "half", List.of("50%"),
          "path", List.of("/foo/bar"),
          "base", List.of("http://example.com/home/"),
          "x", List.of("1024"),
          "y", List.of("768"),
          "empty", List.of(""),
          "who", List.of("fred"),
          "list", List.of("red", "green", "blue"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "{var} > value",
        "{hello} > Hello%20World%21",
        "{half} > 50%25",
        "O{empty}X > OX",
        "O{undef}X > OX",
        "{x,y} > 1024,768",
        "?{x,undef} > ?1024",
        "{var:3} > val",
        "{list} > red,green,blue",
        "{list*} > red,green,blue",
        "{+hello} > Hello%20World!",
        "{+half} > 50%25",
        "{base}index > http%3A%2F%2Fexample.com%2Fhome%2Findex",
        "{+base}index > http://example.com/home/index",
        "{+path:6}/here > /foo/b/here",
        "{#path,x}/here > #/foo/bar,1024/here",
        "{#list*} > #red,green,blue",
        "X{.list*} > X.red.green.blue",
        "{/var,x}/here > /value/1024/here",
        "{/list*} > /red/green/blue",
        "{;x,y,empty} > ;x=1024;y=768;empty",
        "{;list*} > ;list=red;list=green;list=blue",
        "{?x,y,undef} > ?x=1024&y=768",
        "{?x,y,empty} > ?x=1024&y=768&empty=",
        "{?list*} > ?list=red&list=green&list=blue",
        "?fixed=yes{&x} > ?fixed=yes&x=1024",
        "{&var:3} > &var=val",
        "{x > {x"
      })
  void expands(String template, String expected) {
    assertEquals(
        expected, new UriTemplate(template).expanded(name -> VALUES.getOrDefault(name, List.of())));
  }
}
