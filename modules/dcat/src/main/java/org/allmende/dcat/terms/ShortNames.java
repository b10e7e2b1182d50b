package org.allmende.dcat.terms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.graph.Node;

/// Short names of classes and properties, as people and tables write them: `dcterms:title`.
public final class ShortNames {

  private static final Map<String, String> PREFIXES = prefixes();

  private ShortNames() {}

  public static Node expanded(String name) {
    int colon = name.indexOf(':');
    String namespace = PREFIXES.get(name.substring(0, Math.max(0, colon)));
    if (namespace == null) {
      throw new IllegalArgumentException("no prefix known in " + name);
    }
    return Terms.iri(namespace + name.substring(colon + 1));
  }

  /// The short name; the address itself where there is none.
  public static String shortened(String uri) {
    for (var prefix : PREFIXES.entrySet()) {
      if (uri.startsWith(prefix.getValue())) {
        return prefix.getKey() + ":" + uri.substring(prefix.getValue().length());
      }
    }
    return uri;
  }

  private static Map<String, String> prefixes() {
    var prefixes = new LinkedHashMap<String, String>();
    prefixes.put("adms", Terms.ADMS_NS);
    prefixes.put("dcat", Terms.DCAT_NS);
    prefixes.put("dcatap", Terms.DCATAP_NS);
    prefixes.put("dcatde", Terms.DCATDE_NS);
    prefixes.put("dcterms", Terms.DCTERMS_NS);
    prefixes.put("eli", Terms.ELI_NS);
    prefixes.put("foaf", Terms.FOAF_NS);
    prefixes.put("geodcatap", Terms.GEODCATAP_NS);
    prefixes.put("locn", Terms.LOCN_NS);
    prefixes.put("odrl", "http://www.w3.org/ns/odrl/2/");
    prefixes.put("owl", Terms.OWL_NS);
    prefixes.put("prov", Terms.PROV_NS);
    prefixes.put("rdf", Terms.RDF_NS);
    prefixes.put("rdfs", Terms.RDFS_NS);
    prefixes.put("schema", Terms.SCHEMA_NS);
    prefixes.put("skos", Terms.SKOS_NS);
    prefixes.put("spdx", Terms.SPDX_NS);
    prefixes.put("vcard", Terms.VCARD_NS);
    return prefixes;
  }
}
