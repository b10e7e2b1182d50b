package org.allmende.bench;

import java.util.Locale;
import java.util.Map;

/// Ratios as bars on a logarithmic scale, as SVG: to the right of the line is better.
final class Chart {

  private static final int NAME = 250;
  private static final int WIDTH = 800;
  private static final int ROW = 22;
  private static final int TOP = 56;
  private static final int[] MARKS = {1, 10, 100, 1000};

  private final StringBuilder svg = new StringBuilder();
  private final double least;
  private final double most;

  private Chart(Map<String, Double> times) {
    this.least = times.values().stream().mapToDouble(v -> v).reduce(0.5, Math::min);
    this.most = times.values().stream().mapToDouble(v -> v).reduce(20, Math::max);
  }

  static String of(String title, Map<String, Double> times) {
    return new Chart(times).draw(title, times);
  }

  private String draw(String title, Map<String, Double> times) {
    int height = TOP + times.size() * ROW + 12;
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>"
            .formatted(WIDTH, height));
    add("<rect width='%d' height='%d' fill='#fff'/>".formatted(WIDTH, height));
    add("<text x='12' y='24' font-size='16'>%s</text>".formatted(title));
    for (int mark : MARKS) {
      if (mark <= most) {
        add(
            "<line x1='%1$d' x2='%1$d' y1='48' y2='%2$d' stroke='#bbb'/>"
                .formatted(x(mark), height - 8));
        add(
            "<text x='%d' y='44' text-anchor='middle' fill='#555'>%d×</text>"
                .formatted(x(mark), mark));
      }
    }
    int y = TOP;
    for (var bar : times.entrySet()) {
      bar(bar.getKey(), bar.getValue(), y);
      y += ROW;
    }
    add("</svg>");
    return svg.toString();
  }

  private void bar(String name, double times, int y) {
    int from = Math.min(x(1), x(times));
    int length = Math.max(1, Math.abs(x(times) - x(1)));
    add("<text x='%d' y='%d' text-anchor='end'>%s</text>".formatted(NAME - 12, y + 14, name));
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='%s'/>"
            .formatted(from, y + 2, length, ROW - 6, times < 1 ? "#b3261e" : "#00695c"));
    add(
        "<text x='%d' y='%d'>%s</text>"
            .formatted(Math.max(x(times), x(1)) + 6, y + 14, shown(times)));
  }

  private int x(double times) {
    double span = Math.log(most) - Math.log(least);
    return NAME + (int) ((WIDTH - NAME - 60) * (Math.log(times) - Math.log(least)) / span);
  }

  private static String shown(double times) {
    return String.format(Locale.ROOT, times >= 10 ? "%.0f" : "%.1f", times);
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
