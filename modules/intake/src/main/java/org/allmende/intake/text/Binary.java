package org.allmende.intake.text;

/// Tells bytes that are no text in any encoding.
public final class Binary {

  private static final String TEXT_CONTROLS =
      "\t\n\u000B\f\r\u001A\u001B\u001C\u001D\u001E\u001F\u0001";

  private Binary() {}

  /// Text holds hardly any control characters, and few kinds of them.
  public static boolean is(ByteScan scan, Encoding encoding) {
    if (encoding.wide()) {
      return false;
    }
    int kinds = 0;
    long controls = 0;
    for (int b = 0; b < 0x20; b++) {
      if (scan.count(b) > 0 && TEXT_CONTROLS.indexOf(b) < 0) {
        kinds++;
        controls += scan.count(b);
      }
    }
    double share = controls / (double) scan.size();
    return (kinds >= 4 && share > 0.02) || share > 0.3;
  }
}
