package org.allmende.catalog.look;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Finding;
import org.allmende.model.Look;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// The colours that pages are painted in for a tenant. Text in them reaches 4.5:1 on everything it
/// may stand on, in light and in dark, and signs 3:1 ([WCAG
/// 1.4.3](https://www.w3.org/TR/WCAG22/#contrast-minimum),
/// [1.4.11](https://www.w3.org/TR/WCAG22/#non-text-contrast)).
///
/// @param light of links and buttons on light ground
/// @param dark of the same on dark ground
/// @param hero the ground of the head of a page, under white text
/// @param accent of small signs on it
public record Palette(Colour light, Colour dark, Colour hero, Colour accent) {

  /// What links stand on in a light page: its papers, the tints of notes, and what is marked.
  public static final List<Colour> LIGHT_GROUNDS =
      colours(
          "#ffffff", "#f5f7f6", "#edf1ef", "#fdeeb5", "#e2f4ea", "#fff2d8", "#fdeae8", "#e4f2fa");

  /// The same in a dark page.
  public static final List<Colour> DARK_GROUNDS =
      colours(
          "#171f1c", "#0f1513", "#0b100e", "#5a4808", "#12301f", "#382608", "#421613", "#0c2a3c");

  /// The accent of whoever has chosen none.
  public static final Colour USUAL_ACCENT = colours("#f3c846").getFirst();

  private static final double TEXT = 4.5;
  private static final double SIGNS = 3;

  /// White reaches 9:1 on it.
  private static final double LIGHTEST_HERO = 0.06;

  private static final double LIGHTEST =
      (LIGHT_GROUNDS.stream().mapToDouble(Colour::luminance).min().orElseThrow() + 0.05) / TEXT
          - 0.05;

  private static final double DARKEST =
      (DARK_GROUNDS.stream().mapToDouble(Colour::luminance).max().orElseThrow() + 0.05) * TEXT
          - 0.05;

  /// The colours of a look; empty where it leaves them to the portal.
  public static Optional<Palette> of(Look look) {
    return colour(look.colour())
        .map(main -> {
          Colour hero = hero(main);
          return new Palette(
              main,
              colour(look.darkColour()).orElseGet(() -> main.atLeast(DARKEST)),
              hero,
              colour(look.accent()).orElseGet(() -> USUAL_ACCENT.atLeast(signs(hero))));
        });
  }

  /// What cannot be read of a look's colours, with the nearest colour that can.
  public static List<Finding> check(Look look) {
    var findings = new ArrayList<Finding>();
    readable(findings, "colour", look.colour());
    readable(findings, "darkColour", look.darkColour());
    readable(findings, "accent", look.accent());
    if (look.colour() == null && (look.darkColour() != null || look.accent() != null)) {
      findings.add(
          finding(
              "colour",
              "Die Farbe auf hellem Grund fehlt.",
              "The colour on light ground is missing.",
              "Geben Sie sie an, oder lassen Sie alle Farben leer.",
              "Say it, or leave all colours empty."));
    }
    Optional<Palette> palette = findings.isEmpty() ? of(look) : Optional.empty();
    palette.ifPresent(all -> {
      all.text(findings, "colour", all.light, LIGHT_GROUNDS, all.light.atMost(LIGHTEST));
      all.text(findings, "darkColour", all.dark, DARK_GROUNDS, all.dark.atLeast(DARKEST));
      all.signs(findings);
    });
    return findings;
  }

  private void text(
      List<Finding> findings, String field, Colour colour, List<Colour> grounds, Colour nearest) {
    double worst = grounds.stream().mapToDouble(colour::contrast).min().orElseThrow();
    if (worst < TEXT) {
      boolean onLight = field.equals("colour");
      findings.add(
          finding(
              field,
              "Als Schrift auf "
                  + (onLight ? "hellem" : "dunklem")
                  + " Grund hat "
                  + colour
                  + " einen Kontrast von nur "
                  + ratio(worst, ',')
                  + ":1; nötig sind 4,5:1.",
              "As text on "
                  + (onLight ? "light" : "dark")
                  + " ground, "
                  + colour
                  + " has a contrast of "
                  + ratio(worst, '.')
                  + ":1 only; 4.5:1 are needed.",
              "Die nächste Farbe, die reicht: " + nearest,
              "The nearest colour that will do: " + nearest));
    }
  }

  private void signs(List<Finding> findings) {
    double contrast = accent.contrast(hero);
    if (contrast < SIGNS) {
      Colour nearest = accent.atLeast(signs(hero));
      findings.add(
          finding(
              "accent",
              accent
                  + " hebt sich vom Kopf der Seite ("
                  + hero
                  + ") nur mit "
                  + ratio(contrast, ',')
                  + ":1 ab; nötig sind 3:1.",
              accent
                  + " stands out from the head of the page ("
                  + hero
                  + ") by "
                  + ratio(contrast, '.')
                  + ":1 only; 3:1 are needed.",
              "Die nächste Farbe, die reicht: " + nearest,
              "The nearest colour that will do: " + nearest));
    }
  }

  private static void readable(List<Finding> findings, String field, @Nullable String said) {
    if (said != null && Colour.read(said).isEmpty()) {
      findings.add(
          finding(
              field,
              "„" + said + "“ ist keine Farbe.",
              "“" + said + "” is no colour.",
              "Schreiben Sie sechs Ziffern von 0 bis f, zum Beispiel #0d5f49.",
              "Write six digits from 0 to f, for example #0d5f49."));
    }
  }

  private static Finding finding(
      String field, String de, String en, String adviceDe, String adviceEn) {
    return new Finding(
        "tenant-colour",
        Severity.BLOCKING,
        Finding.Place.column(field),
        new Text(de, en),
        new Text(adviceDe, adviceEn));
  }

  private static Colour hero(Colour main) {
    return main.atMost(Math.min(LIGHTEST_HERO, main.luminance() / 2));
  }

  private static double signs(Colour ground) {
    return SIGNS * (ground.luminance() + 0.05) - 0.05;
  }

  /// Rounded down, so that what is refused never reads as if it were enough.
  private static String ratio(double contrast, char point) {
    return BigDecimal.valueOf(contrast)
        .setScale(1, RoundingMode.DOWN)
        .toPlainString()
        .replace('.', point);
  }

  private static Optional<Colour> colour(@Nullable String said) {
    return Optional.ofNullable(said).flatMap(Colour::read);
  }

  private static List<Colour> colours(String... all) {
    return List.of(all).stream().map(one -> Colour.read(one).orElseThrow()).toList();
  }
}
