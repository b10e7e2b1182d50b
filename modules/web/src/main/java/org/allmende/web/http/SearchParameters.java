package org.allmende.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.Range;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.said.IsoDates;
import org.allmende.model.Dataset.Box;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a search, the same for people and programs. What is not understood is a
/// problem that names the parameter.
public final class SearchParameters {

  /// What one may filter by, in the order pages show it.
  public static final List<String> FACETS = SearchIndex.Request.FACETS;

  static final int MAX_TEXT = 1000;
  static final int MAX_SIZE = 100;
  public static final int MAX_DEPTH = 10_000;
  private static final int MAX_VALUES = 64;
  private static final int DEFAULT_SIZE = 10;
  private static final int LONGEST_CURSOR = 4_000;

  private SearchParameters() {}

  public static SearchIndex.Request read(HttpServletRequest request) {
    int size = number(request, "size", DEFAULT_SIZE, 0, MAX_SIZE);
    int deepest = size == 0 ? 1 : Math.max(1, MAX_DEPTH / size);
    return new SearchIndex.Request(
        text(request, "q"),
        filters(request),
        range(request, "modifiedFrom", "modifiedTo"),
        range(request, "coverageFrom", "coverageTo"),
        box(request),
        sort(request),
        number(request, "page", 1, 1, deepest),
        size);
  }

  /// The same for programs, which may go on to the last hit, ask for reasons, and for what compares
  /// scores.
  public static SearchIndex.Request readAll(HttpServletRequest request) {
    SearchIndex.Request asked =
        read(request)
            .after(cursor(request))
            .counting(counted(request))
            .measured(one(request, "statistics").equals("true"));
    return one(request, "explain").equals("true") ? asked.explained() : asked;
  }

  /// Which facets are counted: `facets=theme,format`, or repeated; `none` for none, all where
  /// nothing is said.
  private static Set<String> counted(HttpServletRequest request) {
    String[] given = request.getParameterValues("facets");
    var counted = new LinkedHashSet<String>();
    for (String values : given == null ? new String[0] : given) {
      for (String name : values.split(",", FACETS.size() + 1)) {
        if (!FACETS.contains(name.strip())
            && !SearchIndex.Request.NO_FACET.contains(name.strip())) {
          String known = String.join(", ", FACETS) + ", none";
          throw wrong("facets", known, known);
        }
        counted.add(name.strip());
      }
    }
    return counted;
  }

  private static @Nullable String cursor(HttpServletRequest request) {
    String cursor = one(request, "cursor");
    if (cursor.length() > LONGEST_CURSOR) {
      throw Cursor.wrong();
    }
    return cursor.isEmpty() ? null : cursor;
  }

  /// A text parameter without control characters, bounded.
  public static String text(HttpServletRequest request, String name) {
    String value = one(request, name);
    if (value.length() > MAX_TEXT) {
      throw wrong(
          name, "höchstens " + MAX_TEXT + " Zeichen", "at most " + MAX_TEXT + " characters");
    }
    return value.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private static String one(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  private static Map<String, List<String>> filters(HttpServletRequest request) {
    var filters = new LinkedHashMap<String, List<String>>();
    for (String facet : FACETS) {
      var values = new ArrayList<String>();
      String[] given = request.getParameterValues(facet);
      for (String value : given == null ? new String[0] : given) {
        if (!value.isBlank() && value.length() <= MAX_TEXT && !values.contains(value)) {
          values.add(value);
        }
      }
      if (values.size() > MAX_VALUES) {
        throw wrong(
            facet, "höchstens " + MAX_VALUES + " Werte", "at most " + MAX_VALUES + " values");
      }
      if (!values.isEmpty()) {
        filters.put(facet, List.copyOf(values));
      }
    }
    return filters;
  }

  private static Range range(HttpServletRequest request, String from, String to) {
    return new Range(date(request, from), date(request, to));
  }

  private static @Nullable String date(HttpServletRequest request, String name) {
    String value = one(request, name);
    if (value.isEmpty()) {
      return null;
    }
    if (!IsoDates.isDate(value)) {
      throw wrong(
          name,
          "ein Datum wie 2024, 2024-05 oder 2024-05-31",
          "a date such as 2024, 2024-05 or 2024-05-31");
    }
    return value;
  }

  /// The rectangle `bbox` names; null where there is none.
  public static @Nullable Box box(HttpServletRequest request) {
    String value = one(request, "bbox");
    if (value.isEmpty()) {
      return null;
    }
    String[] parts = value.split(",", -1);
    try {
      if (parts.length == 4) {
        var box =
            new Box(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
        if (isRectangle(box)) {
          return box;
        }
      }
    } catch (NumberFormatException e) {
      throw wrongBox();
    }
    throw wrongBox();
  }

  private static boolean isRectangle(Box box) {
    return box.west() >= -180
        && box.east() <= 180
        && box.south() >= -90
        && box.north() <= 90
        && box.west() <= box.east()
        && box.south() <= box.north();
  }

  private static Problem wrongBox() {
    return wrong(
        "bbox",
        "vier Zahlen in Grad: Westen, Süden, Osten, Norden, etwa 6.9,50.9,7.2,51.1",
        "four numbers in degrees: west, south, east, north, such as 6.9,50.9,7.2,51.1");
  }

  private static Sort sort(HttpServletRequest request) {
    return switch (one(request, "sort").toLowerCase(Locale.ROOT)) {
      case "", "relevance" -> Sort.RELEVANCE;
      case "modified" -> Sort.MODIFIED;
      case "title" -> Sort.TITLE;
      default ->
          throw wrong("sort", "relevance, modified oder title", "relevance, modified or title");
    };
  }

  public static int number(
      HttpServletRequest request, String name, int otherwise, int least, int most) {
    String value = one(request, name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrongNumber(name, least, most);
    }
    throw wrongNumber(name, least, most);
  }

  private static Problem wrongNumber(String name, int least, int most) {
    return wrong(
        name,
        "eine ganze Zahl von " + least + " bis " + most,
        "a whole number from " + least + " to " + most);
  }

  /// A parameter that is not what it should be.
  public static Problem wrong(String name, String shouldBeGerman, String shouldBeEnglish) {
    return Problem.of(
            Trouble.INVALID_REQUEST,
            "Der Parameter „" + name + "“ muss anders lauten: " + shouldBeGerman + ".",
            "The parameter “" + name + "” has to be different: " + shouldBeEnglish + ".")
        .with("parameter", name);
  }
}
