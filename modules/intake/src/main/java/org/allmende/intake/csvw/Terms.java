package org.allmende.intake.csvw;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The names that the [context of the metadata vocabulary](https://www.w3.org/ns/csvw) defines, and
/// its prefixes: those of RDFa's initial context and its own.
final class Terms {

  static final String CSVW = "http://www.w3.org/ns/csvw#";
  static final String CONTEXT = "http://www.w3.org/ns/csvw";
  static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  /// The first prefix of a namespace is the one that is written.
  private static final Map<String, String> PREFIXES = prefixes();

  private static final Set<String> CLASSES =
      Set.of(
          "Cell",
          "Column",
          "Datatype",
          "Dialect",
          "Direction",
          "ForeignKey",
          "JSON",
          "NumericFormat",
          "Row",
          "Schema",
          "Table",
          "TableGroup",
          "TableReference",
          "Template",
          "Transformation");

  private Terms() {}

  private static Map<String, String> prefixes() {
    var prefixes = new LinkedHashMap<String, String>();
    prefixes.put("csvw", CSVW);
    prefixes.put("rdf", RDF);
    prefixes.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    prefixes.put("xsd", XSD);
    prefixes.put("dc", "http://purl.org/dc/terms/");
    prefixes.put("dcterms", "http://purl.org/dc/terms/");
    prefixes.put("dc11", "http://purl.org/dc/elements/1.1/");
    prefixes.put("dcat", "http://www.w3.org/ns/dcat#");
    prefixes.put("schema", "http://schema.org/");
    prefixes.put("foaf", "http://xmlns.com/foaf/0.1/");
    prefixes.put("org", "http://www.w3.org/ns/org#");
    prefixes.put("owl", "http://www.w3.org/2002/07/owl#");
    prefixes.put("prov", "http://www.w3.org/ns/prov#");
    prefixes.put("qb", "http://purl.org/linked-data/cube#");
    prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
    prefixes.put("skosxl", "http://www.w3.org/2008/05/skos-xl#");
    prefixes.put("vcard", "http://www.w3.org/2006/vcard/ns#");
    prefixes.put("void", "http://rdfs.org/ns/void#");
    prefixes.put("as", "https://www.w3.org/ns/activitystreams#");
    prefixes.put("cc", "http://creativecommons.org/ns#");
    prefixes.put("ctag", "http://commontag.org/ns#");
    prefixes.put("dqv", "http://www.w3.org/ns/dqv#");
    prefixes.put("duv", "https://www.w3.org/ns/duv#");
    prefixes.put("gr", "http://purl.org/goodrelations/v1#");
    prefixes.put("grddl", "http://www.w3.org/2003/g/data-view#");
    prefixes.put("ical", "http://www.w3.org/2002/12/cal/icaltzd#");
    prefixes.put("ma", "http://www.w3.org/ns/ma-ont#");
    prefixes.put("oa", "http://www.w3.org/ns/oa#");
    prefixes.put("og", "http://ogp.me/ns#");
    prefixes.put("rdfa", "http://www.w3.org/ns/rdfa#");
    prefixes.put("rev", "http://purl.org/stuff/rev#");
    prefixes.put("rif", "http://www.w3.org/2007/rif#");
    prefixes.put("rr", "http://www.w3.org/ns/r2rml#");
    prefixes.put("sd", "http://www.w3.org/ns/sparql-service-description#");
    prefixes.put("sioc", "http://rdfs.org/sioc/ns#");
    prefixes.put("v", "http://rdf.data-vocabulary.org/#");
    prefixes.put("wdr", "http://www.w3.org/2007/05/powder#");
    prefixes.put("wdrs", "http://www.w3.org/2007/05/powder-s#");
    prefixes.put("wrds", "http://www.w3.org/2007/05/powder-s#");
    prefixes.put("xhv", "http://www.w3.org/1999/xhtml/vocab#");
    return prefixes;
  }

  /// A class or datatype of the vocabulary.
  static boolean isTerm(String name) {
    return CLASSES.contains(name) || BuiltinDatatype.named(name).isPresent();
  }

  /// A name with a prefix that the context defines.
  static boolean isPrefixed(String name) {
    int colon = name.indexOf(':');
    return colon > 0 && PREFIXES.containsKey(name.substring(0, colon));
  }

  /// The address a term or prefixed name stands for; other names as they are.
  static String expanded(String name) {
    if (CLASSES.contains(name)) {
      return CSVW + name;
    }
    int colon = name.indexOf(':');
    if (colon > 0) {
      String namespace = PREFIXES.get(name.substring(0, colon));
      return namespace == null ? name : namespace + name.substring(colon + 1);
    }
    return BuiltinDatatype.named(name).map(BuiltinDatatype::url).orElse(name);
  }

  /// The shortest name of an address, after [URL
  /// compaction](https://www.w3.org/TR/tabular-metadata/#url-compaction).
  static String compacted(String url) {
    if (url.equals(RDF + "type")) {
      return "@type";
    }
    if (url.startsWith(CSVW) && CLASSES.contains(url.substring(CSVW.length()))) {
      return url.substring(CSVW.length());
    }
    for (var prefix : PREFIXES.entrySet()) {
      if (url.startsWith(prefix.getValue())) {
        return prefix.getKey() + ":" + url.substring(prefix.getValue().length());
      }
    }
    return url;
  }
}
