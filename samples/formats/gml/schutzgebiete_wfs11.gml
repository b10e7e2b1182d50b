<?xml version="1.0" encoding="ISO-8859-1"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:umwelt="https://daten.example.org/umwelt">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>51.49 7.24</gml:lowerCorner><gml:upperCorner>51.51 7.27</gml:upperCorner></gml:Envelope></gml:boundedBy>
  <gml:featureMembers>
    <umwelt:Schutzgebiet gml:id="sg.1">
      <umwelt:name>Wiedaue</umwelt:name>
      <umwelt:flaeche uom="ha">12.4</umwelt:flaeche>
      <umwelt:geom>
        <gml:MultiSurface>
          <gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>51.49 7.24 51.49 7.25 51.5 7.25 51.49 7.24</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
          <gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>51.5 7.26 51.5 7.27 51.51 7.27 51.5 7.26</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>
        </gml:MultiSurface>
      </umwelt:geom>
    </umwelt:Schutzgebiet>
    <umwelt:Naturdenkmal gml:id="nd.1">
      <umwelt:name>Tausendjährige Eiche</umwelt:name>
      <umwelt:ort><gml:Point><gml:pos>51.495 7.245</gml:pos></gml:Point></umwelt:ort>
    </umwelt:Naturdenkmal>
  </gml:featureMembers>
</wfs:FeatureCollection>
