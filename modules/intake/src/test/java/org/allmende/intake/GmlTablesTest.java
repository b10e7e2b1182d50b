package org.allmende.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.allmende.intake.formats.GmlGeometry;
import org.allmende.intake.formats.GmlSystem;
import org.allmende.model.Draft;
import org.allmende.model.Reading;
import org.allmende.model.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a WFS answers is a table, whatever version it speaks.
class GmlTablesTest {

  static final String ANSWER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
          xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="https://example.org/app"
          xmlns:xlink="http://www.w3.org/1999/xlink" numberMatched="2" numberReturned="2">
        <wfs:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::25832"><gml:lowerCorner>1 2</gml:lowerCorner><gml:upperCorner>3 4</gml:upperCorner></gml:Envelope></wfs:boundedBy>
        <wfs:member>
          <app:Baum gml:id="B1">
            <gml:boundedBy><gml:Envelope><gml:lowerCorner>1 2</gml:lowerCorner><gml:upperCorner>3 4</gml:upperCorner></gml:Envelope></gml:boundedBy>
            <app:nr>0815</app:nr>
            <app:höhe uom="m">12.5</app:höhe>
            <app:art><app:Art><app:name>Linde</app:name></app:Art></app:art>
            <app:geom><gml:Point><gml:pos>378173 5706591</gml:pos></gml:Point></app:geom>
          </app:Baum>
        </wfs:member>
        <wfs:member>
          <app:Baum gml:id="B2">
            <app:nr>0816</app:nr>
            <app:geom><gml:Point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><gml:pos>51.5 7.25</gml:pos></gml:Point></app:geom>
          </app:Baum>
        </wfs:member>
        <wfs:member><app:Bank gml:id="K1"><app:nr>1</app:nr><app:plätze>3</app:plätze></app:Bank></wfs:member>
      </wfs:FeatureCollection>
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void readsEveryKindOfFeature() throws IOException {
    Draft draft = Uploads.draft(Uploads.read(folder, "wfs.xml", ANSWER));
    assertEquals("GML", draft.format());
    assertEquals(List.of("Baum", "Bank"), draft.tables().stream().map(Table::name).toList());
    assertEquals(
        """
        gml_id,nr,höhe.uom,höhe,art.Art.name,geom
        B1,0815,m,12.5,Linde,SRID=25832;POINT (378173 5706591)
        B2,0816,,,,POINT (7.25 51.5)
        """,
        clean(draft, 0));
    assertEquals("gml_id,nr,plätze\nK1,1,3\n", clean(draft, 1));
    assertNotNull(draft.tables().getFirst().extent());
  }

  @Test
  void readsTheCollectionsOfOlderVersions() throws IOException {
    String text =
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:ms="http://mapserver.gis.umn.edu/mapserver">
        <gml:boundedBy><gml:Box srsName="EPSG:25832"><gml:coordinates>1,2 3,4</gml:coordinates></gml:Box></gml:boundedBy>
        <gml:featureMembers>
          <ms:kitas fid="k.1"><ms:name>Arche</ms:name><ms:geo><gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 10,0 10,10 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></ms:geo></ms:kitas>
          <ms:kitas fid="k.2"><ms:name>Insel</ms:name></ms:kitas>
        </gml:featureMembers></wfs:FeatureCollection>
        """;
    Draft draft = Uploads.draft(Uploads.read(folder, "kitas.gml", text));
    assertEquals(
        """
        gml_id,name,geo
        k.1,Arche,"SRID=25832;POLYGON ((0 0, 10 0, 10 10, 0 0))"
        k.2,Insel,
        """,
        clean(draft, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<Point><pos>7 51</pos></Point> | POINT (7 51)",
        "<Point srsDimension='3'><pos>7 51 80.5</pos></Point> | POINT Z (7 51 80.5)",
        "<Point><coordinates>7.5,51</coordinates></Point> | POINT (7.5 51)",
        "<Point><coord><X>7</X><Y>51</Y></coord></Point> | POINT (7 51)",
        "<LineString><posList>7 51 8 52</posList></LineString> | LINESTRING (7 51, 8 52)",
        "<LineString srsDimension='3'><posList>7 51 1 8 52 2</posList></LineString> | LINESTRING Z (7 51 1, 8 52 2)",
        "<LineString><pos>7 51</pos><pos>8 52</pos></LineString> | LINESTRING (7 51, 8 52)",
        "<Curve><segments><LineStringSegment><posList>7 51 8 52</posList></LineStringSegment><Arc><posList>8 52 9 53 9 54</posList></Arc></segments></Curve> | LINESTRING (7 51, 8 52, 8 52, 9 53, 9 54)",
        "<CompositeCurve><curveMember><LineString><posList>7 51 8 52</posList></LineString></curveMember><curveMember><LineString><posList>8 52 9 53</posList></LineString></curveMember></CompositeCurve> | LINESTRING (7 51, 8 52, 9 53)",
        "<Polygon><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior><interior><LinearRing><posList>1 1 2 1 2 2 1 1</posList></LinearRing></interior></Polygon> | POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "<Polygon><exterior><Ring><curveMember><LineString><posList>0 0 4 0</posList></LineString></curveMember><curveMember><LineString><posList>4 0 4 4 0 0</posList></LineString></curveMember></Ring></exterior></Polygon> | POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "<Surface><patches><PolygonPatch><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior></PolygonPatch></patches></Surface> | POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "<MultiPoint><pointMember><Point><pos>7 51</pos></Point></pointMember><pointMembers><Point><pos>8 52</pos></Point></pointMembers></MultiPoint> | MULTIPOINT ((7 51), (8 52))",
        "<MultiCurve><curveMember><LineString><posList>7 51 8 52</posList></LineString></curveMember></MultiCurve> | MULTILINESTRING ((7 51, 8 52))",
        "<MultiSurface><surfaceMember><Polygon><exterior><LinearRing><posList>0 0 4 0 4 4 0 0</posList></LinearRing></exterior></Polygon></surfaceMember></MultiSurface> | MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
        "<MultiPolygon><polygonMember><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></polygonMember></MultiPolygon> | MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
        "<MultiGeometry><geometryMember><Point><pos>7 51</pos></Point></geometryMember><geometryMember><LineString><posList>7 51 8 52</posList></LineString></geometryMember></MultiGeometry> | GEOMETRYCOLLECTION (POINT (7 51), LINESTRING (7 51, 8 52))",
        "<Envelope><lowerCorner>7 51</lowerCorner><upperCorner>8 52</upperCorner></Envelope> | POLYGON ((7 51, 8 51, 8 52, 7 52, 7 51))",
        "<Point srsName='urn:ogc:def:crs:EPSG::4326'><pos>51 7</pos></Point> | POINT (7 51)",
        "<Point srsName='urn:ogc:def:crs:EPSG::4258'><pos>51 7</pos></Point> | POINT (7 51)",
        "<Point srsName='urn:x-ogc:def:crs:EPSG:6.9:4326'><pos>51 7</pos></Point> | POINT (7 51)",
        "<Point srsName='EPSG:4326'><pos>7 51</pos></Point> | POINT (7 51)",
        "<Point srsName='urn:ogc:def:crs:OGC:1.3:CRS84'><pos>7 51</pos></Point> | POINT (7 51)",
        "<Point srsName='http://www.opengis.net/gml/srs/epsg.xml#4326'><pos>7 51</pos></Point> | POINT (7 51)",
        "<Point srsName='urn:ogc:def:crs:EPSG::25832'><pos>378173 5706591</pos></Point> | SRID=25832;POINT (378173 5706591)",
        "<Point srsName='urn:ogc:def:crs:EPSG::31467'><pos>5708433 3378198</pos></Point> | SRID=31467;POINT (3378198 5708433)",
        "<Point srsName='EPSG:31467'><pos>3378198 5708433</pos></Point> | SRID=31467;POINT (3378198 5708433)",
        "<Point srsName='http://www.opengis.net/def/crs/EPSG/0/3035'><pos>3110250 4100500</pos></Point> | SRID=3035;POINT (4100500 3110250)",
        "<Point srsName='urn:adv:crs:ETRS89_UTM32'><pos>378173 5706591</pos></Point> | SRID=25832;POINT (378173 5706591)",
        "<Point srsName='urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783'><pos>378173 5706591 60</pos></Point> | SRID=25832;POINT Z (378173 5706591 60)",
        "<Point><pos>7</pos></Point> | ``",
        "<Point><pos>a b</pos></Point> | ``",
        "<Point><pos>... 5</pos></Point> | ``",
        "<Polygon/> | ``",
        "<MultiSurface/> | ``",
      })
  void saysGeometriesInText(String gml, String text) throws XMLStreamException {
    assertEquals(text, geometry(gml));
  }

  @Test
  void passesOverWhatIsTooDeep() throws XMLStreamException {
    String deep = "<MultiGeometry><geometryMember>".repeat(45);
    String end = "</geometryMember></MultiGeometry>".repeat(45);
    assertEquals("", geometry(deep + "<Point><pos>7 51</pos></Point>" + end));
  }

  private static String geometry(String gml) throws XMLStreamException {
    String text = "<x xmlns='http://www.opengis.net/gml/3.2'>" + gml + "</x>";
    var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(text));
    xml.nextTag();
    xml.nextTag();
    assertTrue(GmlGeometry.begins(xml));
    return GmlGeometry.text(xml, GmlSystem.UNSTATED);
  }

  @Test
  void refusesWhatIsBroken() {
    Reading reading = Uploads.read(folder, "a.gml", ANSWER.substring(0, ANSWER.length() / 2));
    assertInstanceOf(Reading.Rejected.class, reading);
    assertEquals(List.of("file-damaged"), Uploads.codes(reading));
  }

  private static String clean(Draft draft, int table) throws IOException {
    var out = new ByteArrayOutputStream();
    Repair.write(draft, draft.tables().get(table), out);
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
