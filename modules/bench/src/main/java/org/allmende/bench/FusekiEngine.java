package org.allmende.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.allmende.testkit.peers.ForeignProgram;

/// Fuseki with TDB2 from Maven, in a process of its own; its default graph is the union of all
/// named graphs.
final class FusekiEngine implements Engine {

  private static final int PORT = 8492;

  private static final String HEAP = "-Xmx4g";

  private final Path logs;
  private final ForeignProgram program;

  FusekiEngine(Path logs) throws IOException {
    this.logs = logs;
    this.program = ForeignProgram.named("fuseki");
  }

  @Override
  public String name() {
    return "Fuseki 5.6.0 with TDB2";
  }

  @Override
  public Measured load(Path nquads, Path data) throws Exception {
    return start(
        "fuseki-load.log",
        "tdb2.tdbloader",
        "--loader=parallel",
        "--loc",
        data.toString(),
        nquads.toString());
  }

  @Override
  public Measured serve(Path data) throws Exception {
    Path configuration = logs.resolve("fuseki.ttl");
    Files.writeString(
        configuration,
        """
        PREFIX fuseki: <http://jena.apache.org/fuseki#>
        PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
        <#service> a fuseki:Service ; fuseki:name "ds" ; fuseki:dataset <#data> ;
          fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "sparql" ] ;
          fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] .
        <#data> a tdb2:DatasetTDB2 ; tdb2:location "%s" ; tdb2:unionDefaultGraph true .
        """
            .formatted(data.toAbsolutePath()),
        StandardCharsets.UTF_8);
    return start(
        "fuseki-serve.log",
        "org.apache.jena.fuseki.main.cmds.FusekiMainCmd",
        "--localhost",
        "--port=" + PORT,
        "--config=" + configuration);
  }

  private Measured start(String log, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(HEAP));
    all.addAll(List.of(arguments));
    return Measured.start(logs.resolve(log), program.command(all));
  }

  @Override
  public String sparql() {
    return "http://127.0.0.1:" + PORT + "/ds/sparql";
  }

  @Override
  public String searchTemplate() {
    return "";
  }

  @Override
  public void publish(int number) throws Exception {
    var insertion = new Insertion(number);
    Http.post(
        "http://127.0.0.1:" + PORT + "/ds/update",
        "application/sparql-update",
        insertion.update().getBytes(StandardCharsets.UTF_8));
    insertion.requireVisible(sparql());
  }
}
