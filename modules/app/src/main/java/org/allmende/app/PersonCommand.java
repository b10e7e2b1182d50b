package org.allmende.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Deed;
import org.allmende.model.Addresses;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `person`: who has an account.
@Command(
    name = "person",
    mixinStandardHelpOptions = true,
    subcommands = {
      PersonCommand.Add.class,
      PersonCommand.ListAll.class,
      PersonCommand.Link.class,
      PersonCommand.Disable.class,
      PersonCommand.Enable.class
    })
final class PersonCommand {

  /// Something done to one person.
  private interface Work {
    void on(Installation installation, Persons persons);
  }

  private static void work(Common common, Work work) throws IOException {
    try (var installation = common.open()) {
      work.on(installation, installation.persons());
    } catch (IllegalArgumentException e) {
      throw new Exit(Exit.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static Person known(Persons persons, String login) {
    return persons
        .find(Person.login(login))
        .orElseThrow(() -> new Exit(Exit.NOT_FOUND, Words.of("person.unknown", login)));
  }

  /// Shows a link, this one time.
  private static void show(Common common, Persons persons, String login) {
    var addresses = new Addresses(Settings.baseUrl(Settings.PORT));
    String link = addresses.passwordLink(persons.link(login, Deed.COMMAND));
    if (common.isJson()) {
      common.json(Map.of("login", login, "link", link));
    } else {
      common.say(Words.of("person.link", login, Persons.LINK_LIFE.toDays()));
      common.out().println(link);
    }
  }

  /// `person add`: adds an account, or gives one a role; a new one gets a link.
  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--tenant", paramLabel = "SLUG")
    private @Nullable String tenant;

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "editor")
    private String role = "editor";

    @Option(names = "--operator")
    private boolean operator;

    @Override
    public Integer call() throws IOException {
      Role wanted = role(role);
      work(
          common,
          (installation, persons) -> {
            requireTenant(installation);
            String who = Person.login(login);
            boolean fresh = persons.find(who).isEmpty();
            if (fresh) {
              persons.add(who, name == null ? login : name, Deed.COMMAND);
            }
            if (tenant != null) {
              persons.give(who, tenant, wanted, Deed.COMMAND);
            }
            if (operator) {
              persons.operator(who, true, Deed.COMMAND);
            }
            if (fresh && persons.takePasswords()) {
              show(common, persons, who);
            }
          });
      return Exit.DONE;
    }

    private void requireTenant(Installation installation) {
      if (tenant != null && installation.accounts().tenant(tenant).isEmpty()) {
        throw new IllegalArgumentException("there is no tenant " + tenant);
      }
    }
  }

  /// The role with this name.
  static Role role(String code) {
    return Role.of(code).orElseThrow(() -> new Exit(Exit.USAGE, Words.of("person.role", code)));
  }

  /// Something done to one account that there is.
  abstract static class OnOne implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "LOGIN")
    private String login = "";

    abstract void on(Common common, Persons persons, String login);

    @Override
    public Integer call() throws IOException {
      work(common, (_, persons) -> on(common, persons, known(persons, login).login()));
      return Exit.DONE;
    }
  }

  /// `person link`: a new link, for whoever forgot the password.
  @Command(name = "link")
  static final class Link extends OnOne {
    @Override
    void on(Common common, Persons persons, String login) {
      show(common, persons, login);
    }
  }

  /// `person disable`: closes an account.
  @Command(name = "disable")
  static final class Disable extends OnOne {
    @Override
    void on(Common common, Persons persons, String login) {
      persons.disable(login, true, Deed.COMMAND);
      common.say(Words.of("person.disabled", login));
    }
  }

  /// `person enable`: opens a closed account again.
  @Command(name = "enable")
  static final class Enable extends OnOne {
    @Override
    void on(Common common, Persons persons, String login) {
      persons.disable(login, false, Deed.COMMAND);
      common.say(Words.of("person.enabled", login));
    }
  }

  /// `person list`.
  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        for (Person person : installation.persons().all()) {
          if (common.isJson()) {
            common.json(json(person));
          } else {
            common.say(line(person));
          }
        }
        return Exit.DONE;
      }
    }

    private static Map<String, @Nullable Object> json(Person person) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("login", person.login());
      json.put("name", person.name());
      json.put("operator", person.mayOperate());
      json.put("disabled", person.disabled());
      var roles = new LinkedHashMap<String, String>();
      person.effectiveRoles().forEach((tenant, role) -> roles.put(tenant, role.code()));
      json.put("roles", roles);
      json.put("created", person.created().toString());
      return json;
    }

    private static String line(Person person) {
      String roles =
          person.effectiveRoles().entrySet().stream()
              .map(one -> one.getKey() + ": " + one.getValue().code())
              .collect(Collectors.joining(", "));
      String operator = person.mayOperate() ? "  " + Words.of("token.operator") : "";
      String closed = person.disabled() ? "  " + Words.of("person.closed") : "";
      return person.login() + "  " + person.name() + operator + "  " + roles + closed;
    }
  }
}
