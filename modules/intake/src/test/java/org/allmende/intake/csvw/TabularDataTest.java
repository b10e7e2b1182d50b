package org.allmende.intake.csvw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.allmende.model.Finding;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class TabularDataTest {

  private static final String TREES = MemoryResources.BASE + "trees.csv";

  private static MemoryResources trees(String csv, String metadata) {
    return new MemoryResources()
        .with("trees.csv", csv)
        .with(
            "trees.csv-metadata.json",
            "{\"@context\":\"http://www.w3.org/ns/csvw\",\"url\":\"trees.csv\","
                + metadata.replace('\'', '"')
                + "}");
  }

  private static List<String> codes(Report report) {
    return report.findings().stream().map(Finding::code).toList();
  }

  private static String json(MemoryResources files, Mode mode) throws IOException {
    var out = new ByteArrayOutputStream();
    Report report = TabularData.at(TREES, files).toJson(mode, out);
    assertFalse(report.hasErrors(), () -> report.findings().toString());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsGermanNumbersAndDatesAsTheMetadataSpellThem() throws IOException {
    var files =
        trees(
            "Nr,Hoehe,Am,Gefaellt\r\n1,\"1.204,5\",1.3.2021,ja\r\n2,\"3,25\",15.11.2022,nein\r\n",
            """
            'tableSchema':{'columns':[
              {'titles':'Nr','datatype':'integer'},
              {'titles':'Hoehe','datatype':{'base':'decimal',
                'format':{'decimalChar':',','groupChar':'.'}}},
              {'titles':'Am','datatype':{'base':'date','format':'d.M.yyyy'}},
              {'titles':'Gefaellt','datatype':{'base':'boolean','format':'ja|nein'}}]}\
            """);
    assertEquals(
        "[{\"Nr\":1,\"Hoehe\":1204.5,\"Am\":\"2021-03-01\",\"Gefaellt\":true},"
            + "{\"Nr\":2,\"Hoehe\":3.25,\"Am\":\"2022-11-15\",\"Gefaellt\":false}]",
        json(files, Mode.MINIMAL));
  }

  @Test
  void keepsRowsThatBeginWithNumberSigns() throws IOException {
    assertEquals(
        "[{\"Art\":\"#1\"},{\"Art\":\"b\"}]",
        json(trees("Art\n#1\nb\n", "'notes':[]"), Mode.MINIMAL));
  }

  @Test
  void saysTitlesNotesAndIdentifiersOfRows() throws IOException {
    var files =
        trees(
            "Nr,Art\n1,Linde\n",
            """
            'notes':[{'dc:title':'Probe'}],
            'tableSchema':{'aboutUrl':'#tree-{Nr}','rowTitles':['Art'],
              'columns':[{'name':'Nr','titles':'Nr'},{'name':'Art','titles':'Art','lang':'de'}]}\
            """);
    assertTrue(json(files, Mode.STANDARD).contains("\"titles\":\"Linde\""));
    assertTrue(json(files, Mode.STANDARD).contains("\"notes\":[{\"dc:title\":\"Probe\"}]"));
    Graph graph = GraphFactory.createDefaultGraph();
    TabularData.at(TREES, files).toRdf(Mode.STANDARD, graph::add);
    Node title = NodeFactory.createURI(Terms.CSVW + "title");
    assertTrue(graph.contains(Node.ANY, title, NodeFactory.createLiteralLang("Linde", "de")));
    assertTrue(graph.contains(NodeFactory.createURI(TREES + "#tree-1"), Node.ANY, Node.ANY));
  }

  @Test
  void findsWhatValidatorsMustFind() throws IOException {
    var files =
        trees(
            "Nr,Am\n1,2021-02-30\n1,\n2\n",
            """
            'tableSchema':{'primaryKey':'Nr','columns':[
              {'name':'Nr','titles':'Nr','datatype':{'base':'integer','maximum':1}},
              {'name':'Am','titles':'Am','datatype':'date','required':true}]}\
            """);
    Report report = TabularData.at(TREES, files).validate();
    assertEquals(
        List.of(
            "csvw-cell-invalid",
            "csvw-cell-required",
            "csvw-key-repeated",
            "csvw-row-width",
            "csvw-cell-invalid",
            "csvw-cell-required"),
        codes(report));
    assertTrue(report.hasErrors());
    assertEquals(3, report.findings().get(1).place().line());
    assertEquals("Am", report.findings().get(1).place().column());
  }

  @Test
  void findsForeignKeysThatLeadNowhere() throws IOException {
    var files =
        new MemoryResources()
            .with("kinds.csv", "Art\nLinde\nLinde\nAhorn\n")
            .with("trees.csv", "Nr,Art\n1,Linde\n2,Ahorn\n3,Eiche\n")
            .with(
                "both.json",
                """
                {"@context":"http://www.w3.org/ns/csvw","tables":[
                  {"url":"trees.csv","tableSchema":{
                    "columns":[{"name":"Nr","titles":"Nr"},{"name":"Art","titles":"Art"}],
                    "foreignKeys":[{"columnReference":"Art",
                      "reference":{"resource":"kinds.csv","columnReference":"Art"}}]}},
                  {"url":"kinds.csv",
                    "tableSchema":{"columns":[{"name":"Art","titles":"Art"}]}}]}
                """);
    Report report = TabularData.at(MemoryResources.BASE + "both.json", files).validate();
    assertEquals(List.of("csvw-reference-broken", "csvw-reference-broken"), codes(report));
    assertEquals(2, report.findings().getFirst().place().line());
  }

  @Test
  void takesNoLongerForHostileExpressions() throws IOException {
    var files =
        trees(
            "Art\n" + "a".repeat(900) + "!\n",
            "'tableSchema':{'columns':[{'titles':'Art','datatype':{'format':'(a+)+b'}}]}");
    assertEquals(List.of("csvw-cell-invalid"), codes(TabularData.at(TREES, files).validate()));
  }

  @Test
  void saysThatAFileIsNotInItsEncoding() throws IOException {
    var files =
        new MemoryResources()
            .with("trees.csv", "Straße\nKöln\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("csvw-file-unreadable"), codes(TabularData.at(TREES, files).validate()));
  }

  @Test
  void saysThatThereIsNoFile() throws IOException {
    assertEquals(
        List.of("csvw-file-unreadable"),
        codes(TabularData.at(TREES, new MemoryResources()).validate()));
  }

  @Test
  void answersAnyMetadata() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    String whole =
        "{\"@context\":[\"http://www.w3.org/ns/csvw\",{\"@language\":\"de\"}],\"url\":\"trees.csv\","
            + "\"dialect\":{\"skipRows\":1,\"trim\":\"start\",\"delimiter\":\";\"},\"null\":[\"-\"],"
            + "\"tableSchema\":{\"primaryKey\":\"a\",\"columns\":[{\"name\":\"a\",\"titles\":[\"A\"],"
            + "\"datatype\":{\"base\":\"decimal\",\"format\":{\"pattern\":\"#,##0.0#\"},\"minimum\":1}},"
            + "{\"name\":\"b\",\"separator\":\" \",\"datatype\":{\"base\":\"date\",\"format\":\"d.M.yyyy\"},"
            + "\"aboutUrl\":\"#{a}\",\"valueUrl\":\"{+b}\"}]},\"dc:title\":{\"@value\":\"x\"}}";
    String signs = "{}[]\":,0a%#\\ 'null1";
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(whole);
      for (int n = random.nextInt(6); n >= 0; n--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
          default -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        }
      }
      var files =
          new MemoryResources()
              .with("trees.csv", "x\nA;b\n1,0;1.2.2021 3.4.2022\n-;x\n\"2;\n")
              .with("m.json", text.toString());
      var data = TabularData.at(TREES, MemoryResources.BASE + "m.json", files);
      data.validate();
      data.toRdf(Mode.STANDARD, _ -> {});
      data.toJson(Mode.MINIMAL, new ByteArrayOutputStream());
    }
  }
}
