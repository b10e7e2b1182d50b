package org.allmende.testkit.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Special and broken cases of delimited text, each about one thing, each with its true reading.
final class CsvCases {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String LINES =
      """
      Nr;Straße;Länge
      1;Mühlenweg;120
      2;Färbergasse;85
      3;Am Anger;240
      4;Schulstraße;310
      """;

  private final Path folder;
  private final List<TrueReading> readings = new ArrayList<>();

  CsvCases(Path folder) {
    this.folder = folder;
  }

  /// Writes the files, and says what is true of them.
  List<TrueReading> write() {
    empty();
    headers();
    around();
    rows();
    quotes();
    encodings();
    lineEnds();
    delimiters();
    numbers();
    dates();
    cells();
    notTables();
    return List.copyOf(readings);
  }

  private void empty() {
    bytes("leer.csv", new byte[0]).refused("file-empty");
    utf8("nur_leerzeilen.csv", "\n\n  \n\n").refused("file-empty");
    utf8("nur_kopfzeile.csv", "Nr;Straße;Länge\n").read(";", 1, 0, "no-data-rows");
  }

  private void headers() {
    utf8("ohne_kopfzeile.csv", "1;2021;412\n2;2022;398\n3;2023;421\n4;2024;430\n")
        .read(";", 0, 4, "header-missing");
    utf8(
            "kopf_zweizeilig.csv",
            """
            Ortsteil;Einwohner;;Haushalte;
            ;gesamt;weiblich;gesamt;Einzelne
            Hohenlinde;2140;1081;991;310
            Unterlinde;860;431;369;104
            Steinbruch;412;209;184;51
            """)
        .read(";", 1, 3, "header-several-rows");
    utf8(
            "kopf_zweizeilig_jahre.csv",
            """
            Ortsteil;Einwohner;;Haushalte;
            ;2023;2024;2023;2024
            Hohenlinde;2140;2155;980;991
            Unterlinde;860;848;371;369
            Steinbruch;412;420;180;184
            """)
        .read(";", 1, 3, "header-several-rows");
    utf8(
            "kopf_doppelte_namen.csv",
            "Ort;Anzahl;Anzahl\nAltstadt;12;14\nNeustadt;7;9\nZiegelei;3;3\n")
        .read(";", 1, 3, "header-name-repeated");
    utf8("kopf_ohne_namen.csv", "Ort;;Anzahl\nAltstadt;A;14\nNeustadt;B;9\nZiegelei;B;3\n")
        .read(";", 1, 3, "header-name-missing");
    utf8(
            "kopf_wiederholt.csv",
            "Nr;Straße;Länge\n1;Mühlenweg;120\n2;Südring;900\nNr;Straße;Länge\n3;Am Anger;240\n")
        .read(";", 1, 3, "header-repeated");
  }

  private void around() {
    utf8("vorspann.csv", "Gemeinde Hohenlinde\nVerzeichnis der Gemeindestraßen\n\n" + LINES)
        .read(";", 4, 4, "preamble");
    utf8("nachspann.csv", LINES + "\nQuelle: Bauamt Hohenlinde\nStand: 31.12.2024\n")
        .read(";", 1, 4, "footer");
    utf8("summenzeile.csv", LINES + "Summe;;755\n").read(";", 1, 5, "row-total");
    utf8("kommentarzeilen.csv", "# Straßen der Gemeinde\n# Auszug\n" + LINES)
        .read(";", 3, 4, "preamble");
    utf8("sep_zeile.csv", "sep=;\n" + LINES).read(";", 2, 4, "");
  }

  private void rows() {
    utf8("leerzeilen.csv", LINES.replace("3;Am", "\n;;\n3;Am")).read(";", 1, 4, "row-blank");
    utf8("zeile_zu_kurz.csv", LINES.replace("2;Färbergasse;85", "2;Färbergasse"))
        .read(";", 1, 4, "row-too-short");
    utf8("zeile_zu_lang.csv", LINES.replace("2;Färbergasse;85", "2;Färbergasse;85;gesperrt"))
        .read(";", 1, 4, "row-too-long");
    utf8("trennzeichen_am_ende.csv", LINES.replace("\n", ";\n")).read(";", 1, 4, "");
    utf8("eine_spalte.csv", "Straße\nMühlenweg\nFärbergasse\nAm Anger\nSchulstraße\n")
        .read("-", 1, 4, "");
    utf8("spalte_leer.csv", "Nr;Straße;Bemerkung\n1;Mühlenweg;\n2;Am Anger;\n3;Südring;\n")
        .read(";", 1, 3, "column-empty");
  }

  private void quotes() {
    utf8("anfuehrung_offen.csv", LINES.replace("Färbergasse", "\"Färbergasse"))
        .read(";", 1, 4, "quote-stray");
    utf8(
            "anfuehrung_mitten.csv",
            "Nr;Rohr;Länge\n1;Rohr 5\" alt;120\n2;Rohr 3\";85\n3;Rohr 4\";9\n")
        .read(";", 1, 3, "quote-stray");
    utf8("anfuehrung_einfach.csv", "'Nr';'Name'\n'1';'Weg; alt'\n'2';'Steg'\n'3';'Pfad; neu'\n")
        .read(";", 1, 3, "");
    utf8(
            "anfuehrung_rueckstrich.csv",
            "\"Nr\",\"Name\"\n\"1\",\"Haus \\\"Linde\\\"\"\n\"2\",\"Hof\"\n")
        .read(",", 1, 2, "");
    utf8("zeilenumbruch_im_feld.csv", "Nr,Hinweis\n1,\"erste Zeile\nzweite Zeile\"\n2,\"kurz\"\n")
        .read(",", 1, 2, "");
  }

  private void encodings() {
    bytes("windows-1252.csv", "Name;Betrag\n„Grüne Mitte“;5 €\nBürgerliste;7 €\n".getBytes(WINDOWS))
        .read("windows-1252", ";", 1, 2, "");
    bytes("iso-8859-15.csv", "Name;Betrag €\nMühle;5\nBrücke;7\n".getBytes(charset("ISO-8859-15")))
        .read("iso-8859-15", ";", 1, 2, "");
    bytes("cp850.csv", LINES.replace("\n", "\r\n").getBytes(charset("IBM850")))
        .read("ibm850", ";", 1, 4, "");
    bytes("macintosh.csv", LINES.replace('\n', '\r').getBytes(charset("x-MacRoman")))
        .read("macintosh", ";", 1, 4, "");
    bytes("utf-16be.csv", ("\uFEFF" + LINES).getBytes(StandardCharsets.UTF_16BE))
        .read("utf-16be", ";", 1, 4, "");
    bytes("utf-16le_ohne_marke.csv", LINES.getBytes(StandardCharsets.UTF_16LE))
        .read("utf-16le", ";", 1, 4, "");
    utf8("utf-8_marke.tsv", "\uFEFF" + LINES.replace(';', '\t')).read("\t", 1, 4, "");
    bytes("kodierung_gemischt.csv", mixed()).read("utf-8", ";", 1, 8, "encoding-mixed");
    utf8("kodierung_beschaedigt.csv", LINES.replace("ü", "\uFFFD").replace("ß", "Ã\u0178"))
        .read(";", 1, 4, "encoding-damage");
    utf8("nullzeichen.csv", LINES.replace("85", "85\0\0")).read(";", 1, 4, "nul-characters");
  }

  private static byte[] mixed() {
    byte[] first = LINES.getBytes(StandardCharsets.UTF_8);
    byte[] second = LINES.substring(LINES.indexOf('\n') + 1).getBytes(WINDOWS);
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void lineEnds() {
    utf8("zeilenende_cr.csv", LINES.replace('\n', '\r')).read(";", 1, 4, "");
    utf8("zeilenende_gemischt.csv", LINES.replace("85\n", "85\r\n").replace("120\n", "120\r\n"))
        .read(";", 1, 4, "line-ends-mixed");
    utf8("ohne_letztes_zeilenende.csv", LINES.strip()).read(";", 1, 4, "");
  }

  private void delimiters() {
    utf8("senkrechter_strich.csv", LINES.replace(';', '|')).read("|", 1, 4, "");
    utf8("komma_im_text.csv", "Nr;Name;Wert\n1;Weg, alt;1,5\n2;Steg, neu;2,25\n3;Pfad;3,0\n")
        .read(";", 1, 3, "");
    utf8("trennzeichen_unklar.csv", "Art;Ort,Zahl\nWeg;Süd,12\nSteg;Nord,7\nPfad;West,31\n")
        .read(";", 1, 3, "delimiter-unsure");
  }

  private void numbers() {
    utf8("tausender_unklar.csv", "Ort;Menge\nAltstadt;1.234\nNeustadt;2.500\nZiegelei;3.870\n")
        .read(";", 1, 3, "number-undecided");
    utf8("zahlen_gemischt.csv", "Ort;Menge\nAltstadt;1,5\nNeustadt;2.75\nZiegelei;3,25\nHang;4.5\n")
        .read(";", 1, 4, "number-form-mixed");
    utf8("betraege.csv", "Ort;Anteil;Betrag\nAltstadt;12,5 %;1.200,00 €\nNeustadt;7,0 %;98,50 €\n")
        .read(";", 1, 2, "");
    utf8("null_verloren.csv", "AGS;Anzahl\n1001000;12\n1002000;18\n5315000;31\n9162000;44\n")
        .read(";", 1, 4, "zero-lost");
    utf8(
            "schluessel_unbekannt.csv",
            "AGS;Anzahl\n01001000;12\n05315000;31\n05999999;7\n09162000;4\n")
        .read(";", 1, 4, "key-unknown");
  }

  private void dates() {
    utf8("datum_unklar.csv", "Nr,Datum\n1,03/04/2024\n2,05/06/2024\n3,07/08/2024\n4,01/02/2024\n")
        .read(",", 1, 4, "date-undecided");
    utf8("datum_gemischt.csv", "Nr;Datum\n1;03.04.2024\n2;2024-05-06\n3;17.08.2024\n4;2024-09-30\n")
        .read(";", 1, 4, "date-form-mixed");
    utf8("datum_unmoeglich.csv", "Nr;Datum\n" + days() + "13;31.02.2024\n")
        .read(";", 1, 13, "cell-type");
  }

  private static String days() {
    return IntStream.rangeClosed(1, 12)
        .mapToObj(i -> i + ";" + "%02d.%02d.2024\n".formatted(i + 10, i))
        .collect(Collectors.joining());
  }

  private void cells() {
    utf8("zelle_falsch.csv", "Nr;Menge\n" + amounts() + "21;etwa zwölf\n")
        .read(";", 1, 21, "cell-type");
    utf8("platzhalter.csv", "Nr;Menge\n" + amounts() + "21;k. A.\n22;-\n23;n/a\n")
        .read(";", 1, 23, "null-marker");
    utf8("formeln.csv", "Nr;Text\n1;=1+1\n2;+49 bleibt Text\n3;@anfang\n4;-halb\n")
        .read(";", 1, 4, "");
    utf8(
            "werte_mit_leerraum.csv",
            "Nr ; Straße \n 1 ; Mühlenweg \n 2 ;\u00a0Am Anger\n 3 ; Steg \n")
        .read(";", 1, 3, "");
    utf8("zelle_sehr_lang.csv", "Nr;Text\n1;" + "lang ".repeat(60_000) + "\n2;kurz\n3;kurz\n")
        .read(";", 1, 3, "");
    utf8("spalten_2500.csv", wide("s") + wide("") + wide("1")).read(";", 1, 2, "too-many-columns");
    utf8("zeichen_aus_aller_welt.csv", "Nr;Gruß\n1;Grüß Gott 🌳\n2;مرحبا\n3;Wjelgin rědno\n4;你好\n")
        .read(";", 1, 4, "");
  }

  private static String wide(String start) {
    return IntStream.rangeClosed(1, 2_500)
        .mapToObj(i -> start + i)
        .collect(Collectors.joining(";", "", "\n"));
  }

  private static String amounts() {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(i -> i + ";" + i * 7 + "\n")
        .collect(Collectors.joining());
  }

  private void notTables() {
    utf8("falsch_benannt.csv", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
        .refused("format-not-as-named");
    byte[] image = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'};
    bytes("bild.csv", image).refused("format-not-as-named");
    byte[] noise = new byte[512];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) ((i * 7919) >> 3);
    }
    bytes("rauschen.csv", noise).refused("file-binary");
  }

  private static Charset charset(String name) {
    return Charset.forName(name);
  }

  private Case utf8(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Case bytes(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Case("formats/csv/" + name);
  }

  /// A file that is written and waits for its truth.
  private final class Case {

    private final String file;

    private Case(String file) {
      this.file = file;
    }

    void read(String delimiter, int headerRow, int dataRows, String finding) {
      read("utf-8", delimiter, headerRow, dataRows, finding);
    }

    void read(String encoding, String delimiter, int headerRow, int dataRows, String finding) {
      readings.add(new TrueReading(file, encoding, delimiter, headerRow, dataRows, finding));
    }

    void refused(String finding) {
      readings.add(new TrueReading(file, "-", "-", 0, 0, finding));
    }
  }
}
