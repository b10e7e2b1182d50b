package org.allmende.bench;

/// A dataset that is published to a peer by a SPARQL Update, with as many statements as we make of
/// an upload.
record Insertion(int number) {

  private String uri() {
    return "https://opendata.example/measured/" + number;
  }

  String update() {
    return """
    PREFIX dct: <http://purl.org/dc/terms/>
    PREFIX dcat: <http://www.w3.org/ns/dcat#>
    INSERT DATA { GRAPH <%1$s> {
      <%1$s> a dcat:Dataset ; dct:title "Messung %2$d"@de ; dct:description "Zwei Zeilen"@de ;
        dcat:distribution <%1$s/csv> .
      <%1$s/csv> a dcat:Distribution ; dct:format "CSV" ; dcat:byteSize 52
    } }
    """
        .formatted(uri(), number);
  }

  /// Asks for its title: not every peer says `true` to ASK.
  void requireVisible(String sparql) throws Exception {
    String answer =
        Http.ask(sparql, "SELECT ?t { <" + uri() + "> <http://purl.org/dc/terms/title> ?t }");
    if (!answer.contains("Messung " + number)) {
      throw new IllegalStateException("acknowledged, but not visible: " + uri());
    }
  }
}
