<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:gruen="https://daten.example.org/gruen" timeStamp="2025-05-01T08:00:00Z" numberMatched="3" numberReturned="3">
  <wfs:member>
    <gruen:baum gml:id="baum.1">
      <gruen:baumnr>0001</gruen:baumnr>
      <gruen:art>Winterlinde</gruen:art>
      <gruen:pflanzjahr>1987</gruen:pflanzjahr>
      <gruen:lage><gml:Point gml:id="p.1" srsName="urn:ogc:def:crs:EPSG::25832"><gml:pos>378173.25 5706591.5</gml:pos></gml:Point></gruen:lage>
    </gruen:baum>
  </wfs:member>
  <wfs:member>
    <gruen:baum gml:id="baum.2">
      <gruen:baumnr>0002</gruen:baumnr>
      <gruen:art>Spitzahorn</gruen:art>
      <gruen:pflanzjahr>1994</gruen:pflanzjahr>
      <gruen:lage><gml:Point gml:id="p.2" srsName="urn:ogc:def:crs:EPSG::25832"><gml:pos>378201 5706610.75</gml:pos></gml:Point></gruen:lage>
    </gruen:baum>
  </wfs:member>
  <wfs:member>
    <gruen:baum gml:id="baum.3">
      <gruen:baumnr>0003</gruen:baumnr>
      <gruen:art>Roßkastanie</gruen:art>
      <gruen:lage><gml:Point gml:id="p.3" srsName="urn:ogc:def:crs:EPSG::31467"><gml:pos>5708429.99 3378270.14</gml:pos></gml:Point></gruen:lage>
    </gruen:baum>
  </wfs:member>
</wfs:FeatureCollection>
