package org.allmende.web.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.model.Dataset.Box;
import org.allmende.web.page.MapView.Mark;

/// Draws geometries into one picture, without a map below it: what lies where, how far apart, and
/// in what direction. North is up; a degree of longitude is as long as it is in the middle of the
/// picture.
public final class MapDrawing {

  private static final int WIDTH = 800;
  private static final int MOST_HEIGHT = 560;
  private static final int LEAST_HEIGHT = 240;
  private static final int MARGIN = 24;

  /// The most points that one picture shows; those that lie on one another are one mark.
  public static final int MOST_POINTS = 3_000;

  /// The most lines, areas and links.
  private static final int MOST_SHAPES = 500;

  private static final int APART = 4;

  private static final int MOST_POSITIONS = 50_000;

  /// The least that a picture shows across.
  public static final double LEAST_DEGREES = 0.01;

  private static final double KM_PER_DEGREE = 111.195;
  private static final int SCALE_PART = 4;

  private static final int NAME_WIDTH = 150;
  private static final int NAME_HEIGHT = 26;

  private final boolean whole;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Named> named = new ArrayList<>();
  private double west = 180;
  private double east = -180;
  private double south = 90;
  private double north = -90;
  private int positions;
  private int points;
  private int all;
  private boolean cut;
  private double perDegree;
  private double narrow;
  private double height;

  /// A picture of all that is added.
  public MapDrawing() {
    this.whole = true;
  }

  /// A picture of a part of the world, and of as much beside it as fills the picture.
  public MapDrawing(Box window) {
    this.whole = false;
    west = window.west();
    east = window.east();
    south = window.south();
    north = window.north();
    frame();
    double halfWidth = (WIDTH / 2.0 - MARGIN) / (narrow * perDegree);
    double halfHeight = (height / 2 - MARGIN) / perDegree;
    double lon = (west + east) / 2;
    double lat = (south + north) / 2;
    west = Math.max(-180, lon - halfWidth);
    east = Math.min(180, lon + halfWidth);
    south = Math.max(-90, lat - halfHeight);
    north = Math.min(90, lat + halfHeight);
  }

  /// A place to find one's way by.
  private record Named(String name, double lon, double lat) {}

  /// Something to draw.
  ///
  /// @param points the lines it consists of; a point is a line of one
  private record Shape(
      List<List<double[]>> points, boolean area, double size, String label, String href) {}

  /// Adds a geometry as GeoJSON has it.
  ///
  /// @param label what it is of
  /// @param href where it leads; empty when nowhere
  public void add(Map<String, ?> geometry, String label, String href) {
    all++;
    boolean point = href.isEmpty() && "Point".equals(geometry.get("type"));
    if (positions >= MOST_POSITIONS
        || (point ? points >= MOST_POINTS : shapes.size() - points >= MOST_SHAPES)) {
      cut = true;
      return;
    }
    var lines = new ArrayList<List<double[]>>();
    boolean area = collect(geometry, lines);
    double w = 180;
    double e = -180;
    double s = 90;
    double n = -90;
    for (List<double[]> line : lines) {
      for (double[] at : line) {
        w = Math.min(w, at[0]);
        e = Math.max(e, at[0]);
        s = Math.min(s, at[1]);
        n = Math.max(n, at[1]);
      }
    }
    if (w > e) {
      return;
    }
    positions += lines.stream().mapToInt(List::size).sum();
    points += point ? 1 : 0;
    if (whole) {
      west = Math.min(west, w);
      east = Math.max(east, e);
      south = Math.min(south, s);
      north = Math.max(north, n);
    }
    shapes.add(new Shape(lines, area, (e - w) * (n - s), label, href));
  }

  /// Adds the name of a place to find one's way by; those added first go before others.
  public void name(String name, double lon, double lat) {
    named.add(new Named(name, lon, lat));
  }

  /// The part of the world that is shown.
  public Box extent() {
    double x = east - west < LEAST_DEGREES ? LEAST_DEGREES / 2 : 0;
    double y = north - south < LEAST_DEGREES ? LEAST_DEGREES / 2 : 0;
    return new Box(west - x, south - y, east + x, north + y);
  }

  private static boolean collect(Map<String, ?> geometry, List<List<double[]>> lines) {
    if (geometry.get("geometries") instanceof List<?> parts) {
      boolean area = false;
      for (Object part : parts) {
        if (part instanceof Map<?, ?> map) {
          @SuppressWarnings("unchecked") // GeoJSON's keys are names
          var one = (Map<String, ?>) map;
          area |= collect(one, lines);
        }
      }
      return area;
    }
    if (geometry.get("coordinates") instanceof List<?> coordinates) {
      if ("MultiPoint".equals(geometry.get("type"))) {
        coordinates.forEach(point -> collect(List.of(point), lines));
      } else {
        collect(coordinates, lines);
      }
    }
    return String.valueOf(geometry.get("type")).endsWith("Polygon");
  }

  private static void collect(List<?> coordinates, List<List<double[]>> lines) {
    if (coordinates.isEmpty()) {
      return;
    }
    if (coordinates.getFirst() instanceof Number) {
      lines.add(List.of(position(coordinates)));
    } else if (coordinates.getFirst() instanceof List<?> first
        && !first.isEmpty()
        && first.getFirst() instanceof Number) {
      var line = new ArrayList<double[]>();
      coordinates.forEach(one -> line.add(position((List<?>) one)));
      lines.add(line);
    } else {
      coordinates.forEach(one -> collect((List<?>) one, lines));
    }
  }

  private static double[] position(List<?> numbers) {
    return new double[] {
      ((Number) numbers.get(0)).doubleValue(), ((Number) numbers.get(1)).doubleValue()
    };
  }

  /// Whether there is anything to draw.
  public boolean isEmpty() {
    return shapes.isEmpty();
  }

  /// The picture. Large areas lie below small ones, so that each can be reached.
  public MapView draw() {
    return draw(all);
  }

  /// The picture, where there are more than were added.
  ///
  /// @param count how many there are
  public MapView draw(long count) {
    frame();
    var marks = new ArrayList<Mark>();
    shapes.stream()
        .sorted(Comparator.comparingDouble((Shape shape) -> shape.size()).reversed())
        .forEach(shape -> marks.add(mark(shape)));
    List<Mark> apart = apart(marks);
    double kilometre = perDegree / KM_PER_DEGREE;
    double length = round((WIDTH / (double) SCALE_PART) / kilometre);
    return new MapView(
        WIDTH,
        (int) Math.round(height),
        apart,
        count,
        cut || count > MOST_POINTS,
        number(length * kilometre),
        length < 1 ? Math.round(length * 1000) + " m" : Math.round(length) + " km",
        names(),
        !whole,
        List.of());
  }

  /// Points that can be told from one another.
  private static List<Mark> apart(List<Mark> marks) {
    var places = new LinkedHashMap<Object, Mark>();
    for (Mark mark : marks) {
      boolean point = mark.path().isEmpty() && mark.href().isEmpty();
      Object place = point ? cell(mark.x()) + " " + cell(mark.y()) : new Object();
      places.merge(place, mark, (before, _) -> before.andOneMore());
    }
    return List.copyOf(places.values());
  }

  private static long cell(String number) {
    return Math.round(Double.parseDouble(number) / APART);
  }

  /// Names that have room, none over another.
  private List<MapView.Name> names() {
    var names = new ArrayList<MapView.Name>();
    var taken = new ArrayList<double[]>();
    for (Named place : named) {
      double[] at = {place.lon(), place.lat()};
      double x = x(at);
      double y = y(at);
      boolean inside =
          x > 0 && x < WIDTH - NAME_WIDTH / 2.0 && y > NAME_HEIGHT && y < height - 2.0 * MARGIN;
      boolean free =
          taken.stream()
              .noneMatch(other ->
                  Math.abs(other[0] - x) < NAME_WIDTH && Math.abs(other[1] - y) < NAME_HEIGHT);
      if (inside && free) {
        taken.add(new double[] {x, y});
        names.add(new MapView.Name(place.name(), number(x), number(y)));
      }
    }
    return names;
  }

  private void frame() {
    Box box = extent();
    double up = box.north() - box.south();
    narrow = Math.max(0.01, Math.cos(Math.toRadians((north + south) / 2)));
    perDegree =
        Math.min(
            (WIDTH - 2.0 * MARGIN) / ((box.east() - box.west()) * narrow),
            (MOST_HEIGHT - 2.0 * MARGIN) / up);
    height = Math.max(LEAST_HEIGHT, up * perDegree + 2 * MARGIN);
  }

  private Mark mark(Shape shape) {
    if (shape.points().stream().allMatch(line -> line.size() == 1)) {
      double[] at = shape.points().getFirst().getFirst();
      if (shape.points().size() == 1) {
        return new Mark("", number(x(at)), number(y(at)), false, shape.label(), shape.href(), 0);
      }
    }
    var path = new StringBuilder();
    for (List<double[]> line : shape.points()) {
      String before = "";
      char step = 'M';
      for (double[] at : line) {
        String here = number(x(at)) + " " + number(y(at));
        if (!here.equals(before)) {
          path.append(step).append(here);
          step = 'L';
        }
        before = here;
      }
      path.append(shape.area() ? "z" : line.size() == 1 ? "h0" : "");
    }
    return new Mark(path.toString(), "", "", shape.area(), shape.label(), shape.href(), 0);
  }

  private double x(double[] at) {
    return WIDTH / 2.0 + (at[0] - (west + east) / 2) * narrow * perDegree;
  }

  private double y(double[] at) {
    return height / 2 - (at[1] - (south + north) / 2) * perDegree;
  }

  /// The largest of 1, 2 and 5 times a power of ten that is not more.
  private static double round(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double times = most / power;
    return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
