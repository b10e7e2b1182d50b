package org.allmende.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.allmende.catalog.accounts.Persons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: puts a data directory on the network.
@Command(name = "serve")
final class Serve implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080")
  private int port;

  @Option(names = "--address", paramLabel = "A", defaultValue = "0.0.0.0")
  private String address = "0.0.0.0";

  @Override
  public Integer call() throws IOException {
    requirePort(port);
    var installation = Installation.open(common.data(), Settings.baseUrl(port), Server.failStop());
    installation.directory().trail().keep(Settings.trailDays());
    Path token = Server.operatorToken(installation, common.data());
    String link = common.isQuiet() ? null : Server.operatorLink(installation);
    var server = Server.start(installation, new Server.Options(port, address));
    if (token != null && !common.isQuiet()) {
      common.err().println(Words.of("serve.token", token));
    }
    if (link != null) {
      common.err().println(Words.of("serve.link", Persons.LINK_LIFE.toDays(), link));
    }
    common.out().println("ready " + server.base());
    server.await();
    return Exit.DONE;
  }

  static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new Exit(Exit.USAGE, Words.of("port.wrong", Integer.toString(port)));
    }
  }
}
