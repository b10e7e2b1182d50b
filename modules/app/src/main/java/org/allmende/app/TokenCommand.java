package org.allmende.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: leave to write.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    subcommands = {
      TokenCommand.Create.class,
      TokenCommand.Revoke.class,
      TokenCommand.ListAll.class
    })
final class TokenCommand {

  /// `token create`: prints the secret once.
  @Command(name = "create")
  static final class Create implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--tenant", paramLabel = "SLUG")
    private @Nullable String tenant;

    @Override
    public Integer call() throws IOException {
      try (var installation = common.open()) {
        String secret;
        try {
          secret = installation.accounts().create(name, tenant);
        } catch (IllegalArgumentException e) {
          throw new Exit(Exit.USAGE, String.valueOf(e.getMessage()));
        }
        if (common.isJson()) {
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("name", name);
          json.put("tenant", tenant);
          json.put("token", secret);
          common.json(json);
        } else {
          common.out().println(secret);
        }
        return Exit.DONE;
      }
    }
  }

  /// `token revoke`.
  @Command(name = "revoke")
  static final class Revoke implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      try (var installation = common.open()) {
        if (!installation.accounts().revoke(name)) {
          throw new Exit(Exit.NOT_FOUND, Words.of("token.unknown", name));
        }
        common.say(Words.of("token.revoked", name));
        return Exit.DONE;
      }
    }
  }

  /// `token list`.
  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        for (Token token : installation.accounts().tokens()) {
          if (common.isJson()) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("name", token.name());
            json.put("tenant", token.tenant());
            json.put("created", token.created().toString());
            common.json(json);
          } else {
            String whose = token.tenant() == null ? Words.of("token.operator") : token.tenant();
            common.say(token.name() + "  " + whose + "  " + token.created());
          }
        }
        return Exit.DONE;
      }
    }
  }
}
