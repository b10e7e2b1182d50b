package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records in XML and placemarks in KML are tables.
class XmlTablesTest {

  private static final String XML = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n";

  static final String TREES =
      XML
          + """
          <antwort xmlns="urn:x"><kopf><feld n="a"/></kopf>
          <bäume>
            <baum nr="1"><art>Linde</art><ort plz="01067">Dresden</ort><tag>a</tag><tag>b</tag></baum>
            <baum nr="2"><art>Ahorn</art><ort plz="01069"><teil>Süd</teil></ort></baum>
          </bäume></antwort>
          """;

  static final String PLACES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Orte</name>
      <Placemark><name>Rathaus</name><description><![CDATA[<b>Amt</b>]]></description>
        <ExtendedData><Data name="plz"><value>01067</value></Data></ExtendedData>
        <Point><coordinates>13.74,51.04,0</coordinates></Point></Placemark>
      <Placemark><name>Park</name>
        <ExtendedData><SchemaData schemaUrl="#a"><SimpleData name="ha">2.5</SimpleData></SchemaData></ExtendedData>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs>
        <innerBoundaryIs><LinearRing><coordinates> .1,.1 .2,.1 .2,.2 .1,.1 </coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
      <Placemark><name>Weg</name><MultiGeometry><LineString><coordinates>0,0,5 1,1,6</coordinates></LineString></MultiGeometry></Placemark>
      </Folder></Document></kml>
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void makesATableOfRepeatedElements() throws IOException {
    Path file = folder.resolve("baeume.xml");
    Files.write(file, TREES.getBytes(StandardCharsets.ISO_8859_1));
    Draft draft = Uploads.draft(Uploads.read(file));
    Table table = draft.tables().getFirst();
    assertEquals(
        List.of("nr", "art", "ort.plz", "ort", "tag", "ort.teil"),
        table.columns().stream().map(c -> c.name()).toList());
    assertEquals(
        List.of(
            List.of("1", "Linde", "01067", "Dresden", "a; b", ""),
            List.of("2", "Ahorn", "01069", "", "", "Süd")),
        table.firstRows());
    assertEquals(4, table.firstDataRow());
    var out = new ByteArrayOutputStream();
    Repair.write(draft, table, out);
    assertEquals(
        "nr,art,ort.plz,ort,tag,ort.teil\r\n1,Linde,01067,Dresden,a; b,\r\n2,Ahorn,01069,,,Süd\r\n",
        out.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a><b/></a>",
        "<a><b>1</b><b>2</b></a>",
        "<text><p>Ein <b>Satz</b> mit Text.</p><p>Noch <i>einer</i>.</p></text>",
      })
  void leavesAloneWhatHoldsNoRecords(String text) {
    assertTrue(Uploads.draft(Uploads.read(folder, "a.xml", XML + text)).tables().isEmpty());
  }

  @Test
  void refusesBrokenXml() {
    var reading = Uploads.read(folder, "a.xml", XML + "<a><b c='1'/><b c='2'/>");
    assertInstanceOf(Reading.Rejected.class, reading);
    assertEquals(List.of("file-damaged"), Uploads.codes(reading));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE"})
  void readsEveryEncoding(String encoding) throws IOException {
    String text = "<?xml version='1.0' encoding='" + encoding + "'?>\n<a><b c='ä'/><b c='ö'/></a>";
    Path file = folder.resolve("a.xml");
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    assertEquals(
        List.of(List.of("ä"), List.of("ö")), Uploads.table(Uploads.read(file)).firstRows());
  }

  @Test
  void expandsNothing() {
    String text =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<a><b c=\"1\">&x;</b><b c=\"2\">&x;</b></a>";
    var draft = Uploads.draft(Uploads.read(folder, "a.xml", text));
    draft.tables().forEach(t -> t.firstRows().forEach(row -> assertEquals("", row.getLast())));
  }

  @Test
  void makesATableOfPlacemarks() {
    Draft draft = Uploads.draft(Uploads.read(folder, "orte.kml", PLACES));
    assertEquals("KML", draft.format());
    Table table = draft.tables().getFirst();
    assertEquals(
        List.of("name", "description", "plz", "geometry", "ha"),
        table.columns().stream().map(c -> c.name()).toList());
    assertEquals(
        List.of(
            List.of("Rathaus", "<b>Amt</b>", "01067", "POINT (13.74 51.04)", ""),
            List.of(
                "Park",
                "",
                "",
                "POLYGON ((0 0, 1 0, 1 1, 0 0), (.1 .1, .2 .1, .2 .2, .1 .1))",
                "2.5"),
            List.of("Weg", "", "", "GEOMETRYCOLLECTION (LINESTRING (0 0 5, 1 1 6))", "")),
        table.firstRows());
    assertEquals("geometry", table.columns().get(3).type().code());
  }
}
