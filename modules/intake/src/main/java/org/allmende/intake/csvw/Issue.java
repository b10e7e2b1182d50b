package org.allmende.intake.csvw;

import java.util.Locale;
import org.allmende.model.Finding;
import org.allmende.model.Finding.Place;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// What can be wrong with tabular data and their metadata. `%s` in a message is the detail.
enum Issue {
  CSVW_METADATA_INVALID(
      "Die Metadaten sind nicht zulässig: %s.",
      "The metadata are not valid: %s.",
      "Die Metadatei nach „Metadata Vocabulary for Tabular Data“ berichtigen.",
      "Correct the metadata file after “Metadata Vocabulary for Tabular Data”."),
  CSVW_PROPERTY_IGNORED(
      "Die Angabe „%s“ in den Metadaten ist unbekannt oder hat keinen zulässigen Wert; sie zählt"
          + " nicht.",
      "The property “%s” of the metadata is unknown or has no permitted value; it does not count.",
      "Den Wert berichtigen oder die Angabe weglassen.",
      "Correct the value, or leave the property out."),
  CSVW_METADATA_UNRELATED(
      "Die gefundenen Metadaten %s beschreiben diese Datei nicht.",
      "The metadata found at %s do not describe this file.",
      "In „url“ die Adresse der Datei nennen.",
      "Name the address of the file in “url”."),
  CSVW_SCHEMA_DIFFERS(
      "Kopfzeile und beschriebene Spalten passen nicht zusammen: %s.",
      "The header and the columns described do not match: %s.",
      "Titel und Reihenfolge der Spalten in Datei und Metadaten angleichen.",
      "Bring titles and order of the columns in file and metadata into line."),
  CSVW_ROW_WIDTH(
      "Die Zeile hat nicht so viele Zellen wie die Tabelle Spalten: %s.",
      "The row has not as many cells as the table has columns: %s.",
      "Fehlende Trennzeichen ergänzen; Zellen mit Trennzeichen in Anführungszeichen setzen.",
      "Add missing delimiters; enclose cells that hold delimiters in quotes."),
  CSVW_CELL_INVALID(
      "Der Wert entspricht nicht dem Datentyp %s.",
      "The value is not of the datatype %s.",
      "Den Wert berichtigen, oder Datentyp und Format in den Metadaten.",
      "Correct the value, or datatype and format in the metadata."),
  CSVW_CELL_REQUIRED(
      "Die Zelle ist leer, die Spalte verlangt aber einen Wert.",
      "The cell is empty, but the column requires a value.",
      "Den Wert nachtragen.",
      "Fill the value in."),
  CSVW_KEY_REPEATED(
      "Der Primärschlüssel kommt mehrmals vor.",
      "The primary key occurs more than once.",
      "Doppelte Zeilen entfernen oder den Schlüssel um Spalten erweitern.",
      "Remove duplicate rows, or add columns to the key."),
  CSVW_REFERENCE_BROKEN(
      "Der Fremdschlüssel verweist nicht auf genau eine Zeile von %s.",
      "The foreign key does not refer to exactly one row of %s.",
      "Die Zeile dort ergänzen oder den Wert berichtigen.",
      "Add the row there, or correct the value."),
  CSVW_KEYS_UNCHECKED(
      "Schlüssel wurden nur zum Teil geprüft; es sind mehr als %s.",
      "Keys were checked in part only; there are more than %s.",
      "Es ist nichts zu tun.",
      "Nothing to do."),
  CSVW_FILE_UNREADABLE(
      "Die Datei kann nicht gelesen werden: %s.",
      "The file cannot be read: %s.",
      "Adresse, Zeichenkodierung und Anführungszeichen prüfen.",
      "Check address, character encoding and quotes.");

  private final String de;
  private final String en;
  private final String adviceDe;
  private final String adviceEn;

  Issue(String de, String en, String adviceDe, String adviceEn) {
    this.de = de;
    this.en = en;
    this.adviceDe = adviceDe;
    this.adviceEn = adviceEn;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finding at(Severity severity, Place place, Text detail) {
    var message = new Text(de.replace("%s", detail.de()), en.replace("%s", detail.en()));
    return new Finding(code(), severity, place, message, new Text(adviceDe, adviceEn));
  }
}
