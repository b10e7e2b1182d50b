package org.allmende.search;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.search.german.Folding;

/// Words that carry no topic.
final class StopWords {

  private static final Set<String> NOTHING =
      folded(
          """
          aber alle allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da damit
          dann das dass dein deine dem den denn der des dessen deren die dies diese diesem diesen
          dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer für
          gab gibt gegen gerade gern ganz habe haben hat hatte hier hin ich ihm ihn ihnen ihr ihre
          ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst können
          könnte kein keine man mein meine meinem meinen meiner mich mir mit muss müssen nach nicht
          noch nun nur ob oder ohne sehr sein seine seit sich sie sind so soll sollte sowie über um und
          uns unser unsere unter viel viele vom von vor wann war waren warum was weil welche welchem
          welchen welcher welches wem wen wenn wer werden wie wieviel will wir wird wo woher wohin
          wurde wurden zu zum zur zwischen darf dürfen finde finden findet suche sucht
          hilft helfen bekomme bekommt
          the a an of and or in on at for to is are was were where what which who how many much
          do does can i my there
          """);

  /// Words that stand in many questions and narrow nothing down.
  private static final Set<String> VAGUE =
      folded(
          """
          Daten Datensatz Datensätze Liste Listen Übersicht Übersichten Verzeichnis Verzeichnisse
          Information Informationen Statistik Statistiken aktuell aktuelle aktuellen aktueller
          aktuelles neu neue neuen neuer neues offen offene offenen offener offenes
          Mensch Menschen Person Personen Leute Leuten
          """);

  /// Words that ask when, where or how to reach what else is named.
  private static final Set<String> ASPECTS =
      folded(
          """
          Termin Termine Terminen Datum Zeitplan Öffnungszeit Öffnungszeiten Sprechzeit Sprechzeiten
          Adresse Adressen Anschrift Anschriften Standort Standorte Standorten Lage Kontakt Kontakte
          Kontaktdaten Telefon Telefonnummer Telefonnummern Rufnummer Rufnummern Email
          """);

  private StopWords() {}

  private static Set<String> folded(String words) {
    return Stream.of(words.strip().split("\\s+", -1)).map(Folding::of).collect(Collectors.toSet());
  }

  static boolean contains(String folded) {
    return NOTHING.contains(folded);
  }

  static boolean isVague(String folded) {
    return VAGUE.contains(folded);
  }

  static boolean isAspect(String folded) {
    return ASPECTS.contains(folded);
  }
}
