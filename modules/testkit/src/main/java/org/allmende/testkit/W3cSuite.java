package org.allmende.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.sparql.resultset.RDFInput;

/// The W3C's tests of SPARQL 1.1 as their manifests tell them. Whoever asks for them where they are
/// not is skipped.
public final class W3cSuite {

  /// The groups about queries, syntax and results.
  public static final List<String> QUERY_GROUPS =
      List.of(
          "aggregates",
          "bind",
          "bindings",
          "construct",
          "csv-tsv-res",
          "functions",
          "json-res",
          "negation",
          "property-path",
          "subquery",
          "syntax-query");

  /// ARQ lets a path of length zero begin at a term of the query, too; it is no approved test.
  public static final String NOT_APPROVED =
      "property-path/ZeroOrX property paths should only return terms in the graph and not also"
          + " terms defined in the query";

  /// Before the properties of manifests.
  public static final String MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

  /// Before the properties of tests of queries.
  public static final String QUERY = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

  private W3cSuite() {}

  /// The manifest of a group.
  public static Model manifest(String group) {
    Path suite = Folders.shared("real/suites/w3c-rdf-tests/sparql/sparql11");
    return RDFDataMgr.loadModel(
        suite.resolve(group).resolve("manifest.ttl").toUri().toString(), Lang.TURTLE);
  }

  /// Where a file that a manifest names lies.
  public static Path path(Resource file) {
    return Path.of(URI.create(file.getURI().replaceFirst("^file:/+", "file:///")));
  }

  /// The rows that a test expects, in whichever form its file has.
  public static RowSet rows(Resource result) throws IOException {
    String uri = result.getURI();
    if (uri.endsWith(".ttl")) {
      return RowSet.adapt(RDFInput.fromRDF(RDFDataMgr.loadModel(uri)));
    }
    Lang lang = ResultSetLang.RS_XML;
    if (!uri.endsWith(".srx")) {
      lang = uri.endsWith(".srj") ? ResultSetLang.RS_JSON : ResultSetLang.RS_TSV;
    }
    var in = new ByteArrayInputStream(Files.readAllBytes(path(result)));
    return RowSet.adapt(ResultSetMgr.read(in, lang));
  }

  /// Rows as people read them.
  public static String text(RowSet rows) {
    var out = new ByteArrayOutputStream();
    RowSetOps.out(out, rows.rewindable());
    return out.toString(StandardCharsets.UTF_8);
  }
}
