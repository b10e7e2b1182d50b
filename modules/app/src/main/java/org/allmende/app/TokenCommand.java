package org.allmende.app;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.store.Deed;
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

    @Option(names = "--role", paramLabel = "ROLE")
    private @Nullable String role;

    @Option(names = "--expires", paramLabel = "DATE")
    private @Nullable LocalDate expires;

    @Override
    public Integer call() throws IOException {
      if (role != null && tenant == null) {
        throw new Exit(Exit.USAGE, Words.of("token.role"));
      }
      var wanted =
          new Accounts.Wanted(
              name,
              tenant,
              role == null ? null : PersonCommand.role(role),
              expires == null ? null : expires.atStartOfDay(ZoneOffset.UTC).toInstant());
      try (var installation = common.open()) {
        String secret;
        try {
          secret = installation.accounts().create(wanted, Deed.COMMAND, "");
        } catch (IllegalArgumentException e) {
          throw new Exit(Exit.USAGE, String.valueOf(e.getMessage()));
        }
        if (common.isJson()) {
          var json = new LinkedHashMap<String, @Nullable Object>();
          json.put("name", name);
          json.put("tenant", tenant);
          json.put("role", role);
          json.put("expires", expires == null ? null : expires.toString());
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
            json.put("role", token.role() == null ? null : token.role().code());
            json.put("created", token.created().toString());
            json.put("expires", token.expires() == null ? null : token.expires().toString());
            json.put("lastUsed", token.lastUsed() == null ? null : token.lastUsed().toString());
            common.json(json);
          } else {
            common.say(line(token));
          }
        }
        return Exit.DONE;
      }
    }

    private static String line(Token token) {
      String whose = token.tenant() == null ? Words.of("token.operator") : token.tenant();
      String role = token.role() == null ? "" : ": " + token.role().code();
      String end = token.expires() == null ? "" : " – " + token.expires();
      return token.name() + "  " + whose + role + "  " + token.created() + end;
    }
  }
}
