package org.allmende.intake.tables;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words that name columns in the tables of towns, German and English.
final class HeaderWords {

  private static final Pattern PARTS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");
  private static final Set<String> WORDS =
      Arrays.stream(
              """
              id nr nummer lfd lfdnr kennung schlüssel schluessel code key objectid fid gid uuid ags ars
              gkz gemeindeschlüssel plz postleitzahl zip ort gemeinde stadt kommune kreis land bundesland
              ortsteil stadtteil stadtbezirk bezirk quartier viertel gemarkung wahlbezirk stimmbezirk
              wahlkreis straße strasse str hausnr hausnummer hnr adresse anschrift standort lage lat lon
              lng latitude longitude breitengrad längengrad laengengrad breite länge laenge rechtswert
              hochwert ostwert nordwert x y koordinate geometry geometrie shape wkt name vorname nachname
              bezeichnung titel title art typ type kategorie category status klasse gruppe datum date jahr
              year monat month tag day uhrzeit zeit time stunde hour von bis beginn ende start end stand
              stichtag anzahl anz zahl count summe gesamt total wert value menge betrag amount preis price
              kosten einheit unit anteil prozent quote einwohner bevölkerung bevoelkerung population fläche
              flaeche area geschlecht sex gender alter altersgruppe age email mail telefon tel phone fax url
              link web website homepage beschreibung description bemerkung hinweis text kommentar
              träger traeger betreiber amt dienststelle organisation partei party stimmen wahlberechtigte
              wähler waehler gültige ungültige kapazität kapazitaet plätze plaetze belegung höhe hoehe umfang
              durchmesser baujahr pflanzjahr gattung stop route trip agency quelle produkt konto ansatz plan
              ergebnis ertrag aufwand saldo geburtsjahr nationalität schule school ergebnisse temperatur
              station messwert sensor marke modell model kennzeichen leistung
              """
                  .split("\\s+"))
          .collect(Collectors.toUnmodifiableSet());

  private HeaderWords() {}

  /// Whether a cell holds such a word.
  static boolean in(String cell) {
    return cell.length() <= 80
        && PARTS
            .splitAsStream(cell.strip())
            .anyMatch(part -> WORDS.contains(part.toLowerCase(Locale.ROOT)));
  }
}
