package org.allmende.testkit;

/// A number that a test has come to and the handbook's page of promises shows. It is printed, and
/// the page takes it from the report of the test.
public final class Figure {

  /// What such a line begins with.
  public static final String LINE = "FIGURE: ";

  private Figure() {}

  /// Prints a figure.
  ///
  /// @param name in a few words, such as `kills of the store`
  public static void print(String name, Object value) {
    System.out.println(LINE + name + " = " + value);
  }
}
