package org.allmende.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.allmende.catalog.accounts.Persons;
import org.allmende.harvest.NetworkLeader;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--follow", paramLabel = "URL", descriptionKey = "option.follow")
  private @Nullable String follow;

  @Override
  public Integer call() throws IOException {
    requirePort(port);
    if (follow != null) {
      if (Settings.sharedStore() != null) {
        throw new Exit(Exit.USAGE, Words.of("shared.follow"));
      }
      new Joining(common.data(), Settings.baseUrl(port), leader(follow)).prepare();
    }
    var installation = Installation.open(common.data(), Settings.baseUrl(port), Server.failStop());
    installation.directory().trail().keep(Settings.trailDays());
    var node = new Node(installation).start();
    boolean writes = node.writes();
    Path token = writes ? Server.operatorToken(installation, common.data()) : null;
    String link = common.isQuiet() || !writes ? null : Server.operatorLink(installation);
    var server = Server.start(installation, node, new Server.Options(port, address));
    node.health()
        .ifPresent(health -> common.err().println(Words.of("follow.follows", health.leader())));
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

  private static NetworkLeader leader(String address) {
    String token = Settings.replicationToken();
    if (token.isEmpty()) {
      throw new Exit(Exit.USAGE, Words.of("follow.token"));
    }
    try {
      URI uri = URI.create(address);
      boolean fit = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (fit && uri.getHost() != null && uri.getRawQuery() == null) {
        return new NetworkLeader(uri, token);
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Exit(Exit.USAGE, Words.of("follow.address", address));
  }

  static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new Exit(Exit.USAGE, Words.of("port.wrong", Integer.toString(port)));
    }
  }
}
