package org.allmende.vocabulary;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One reading of a name somebody gives for a place.
///
/// @param spelling what to look for
/// @param kinds what it may be
record PlaceQuestion(String spelling, Set<Place.Kind> kinds) {

  private static final Pattern TOWN =
      Pattern.compile(
          "(?iu)^(?:(?:kreisfreie|große|freie(?: und)?) )?(?:\\p{L}*stadt|gemeinde|markt"
              + "|marktgemeinde|flecken|kreisstadt)(?: der)? ");
  private static final Pattern DISTRICT =
      Pattern.compile("(?iu)^(?:landkreis|kreis|lkr\\.?|lk|landratsamt|kreisverwaltung) ");
  private static final Pattern STATE = Pattern.compile("(?iu)^(?:bundesland|land|freistaat) ");
  private static final Pattern GOVERNMENT_DISTRICT =
      Pattern.compile("(?iu)^(?:regierungsbezirk|reg\\.-bez\\.) ");
  private static final Pattern TOWN_BEHIND =
      Pattern.compile("(?iu)(?:,| \\() ?[^,(]*(?:stadt|gemeinde|markt|flecken|st|m)\\)?$");
  private static final Pattern DISTRICT_BEHIND =
      Pattern.compile("(?iu)(?:,| \\() ?(?:landkreis|kreis)\\)?$");

  /// The readings of a name, the most literal first.
  static List<PlaceQuestion> of(String name) {
    String text = name.strip();
    var questions = new ArrayList<PlaceQuestion>();
    questions.add(new PlaceQuestion(Spelling.of(text), EnumSet.allOf(Place.Kind.class)));
    add(questions, text, TOWN, EnumSet.of(Place.Kind.MUNICIPALITY));
    add(questions, text, TOWN_BEHIND, EnumSet.of(Place.Kind.MUNICIPALITY));
    add(questions, text, DISTRICT, EnumSet.of(Place.Kind.DISTRICT));
    add(questions, text, DISTRICT_BEHIND, EnumSet.of(Place.Kind.DISTRICT));
    add(questions, text, STATE, EnumSet.of(Place.Kind.STATE));
    add(questions, text, GOVERNMENT_DISTRICT, EnumSet.of(Place.Kind.GOVERNMENT_DISTRICT));
    return questions;
  }

  private static void add(
      List<PlaceQuestion> questions, String text, Pattern title, Set<Place.Kind> kinds) {
    if (text.length() <= 200) {
      var match = title.matcher(text);
      if (match.find()) {
        questions.add(new PlaceQuestion(Spelling.of(match.replaceFirst("")), kinds));
      }
    }
  }
}
