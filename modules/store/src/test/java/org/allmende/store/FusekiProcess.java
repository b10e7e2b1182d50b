package org.allmende.store;

import java.nio.file.Path;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.tdb2.DatabaseMgr;

/// A Fuseki with TDB2, until it is killed: port, and folder of the data.
final class FusekiProcess {

  private FusekiProcess() {}

  public static void main(String[] arguments) {
    FusekiServer.create()
        .loopback(true)
        .port(Integer.parseInt(arguments[0]))
        .add("/ds", DatabaseMgr.connectDatasetGraph(Path.of(arguments[1]).toString()), true)
        .build()
        .start()
        .join();
  }
}
