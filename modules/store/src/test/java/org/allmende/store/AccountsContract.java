package org.allmende.store;

import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Wanted;
import org.allmende.catalog.accounts.Membership;
import org.allmende.catalog.accounts.Membership.Result;
import org.allmende.catalog.accounts.Membership.Why;
import org.allmende.catalog.accounts.PasswordRules.Fault;
import org.allmende.catalog.accounts.Passwords;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Persons.Setting;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Deed.What;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Look;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Persons, tokens and the trail as they are kept.
abstract class AccountsContract extends Contract {

  private static final String PASSWORD = "eine lange Reihe Linden";
  private static final String OTHER = "noch eine Reihe Ulmen";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
  private DataDirectory directory;
  private Accounts accounts;
  private Persons persons;

  /// Quick, and as good as any where nothing is guessed.
  static final class ReversedPasswords implements Passwords {

    @Override
    public String hash(String password) {
      return new StringBuilder(password).reverse().toString();
    }

    @Override
    public boolean matches(String password, String hash) {
      return hash(password).equals(hash);
    }

    @Override
    public void pretend(String password) {}

    @Override
    public boolean isOutdated(String hash) {
      return false;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    directory = open(folder.resolve("data"), Sample.BASE, now::get);
    accounts = new Accounts(directory.accounts(), now::get, "");
    persons = new Persons(directory.accounts(), now::get, new ReversedPasswords());
    for (String slug : List.of("a", "b")) {
      directory.accounts().put(new Tenant(slug, "Stadt " + slug, null, null, null, null));
    }
  }

  @AfterEach
  void end() throws IOException {
    directory.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private List<Trail.Line> trail(String tenant) {
    return directory.trail().read(new Trail.Question(tenant, "", Long.MAX_VALUE, 100));
  }

  @Test
  void aCrestGoesWithTheTenantThatNamesIt() throws IOException {
    byte[] png = {1, 2, 3};
    var crest = new Crest(Sha256.of(png), Base64.getEncoder().encodeToString(png));
    Tenant plain = directory.accounts().tenant("a").orElseThrow();
    var look = new Look("#8d1f3c", null, null, crest.hash(), "daten.a.example");
    put(plain.with(look), Optional.of(crest));
    assertEquals(Optional.of(crest), directory.accounts().crest("a"));
    assertEquals("a", accounts.tenantAt("daten.a.example").orElseThrow().slug());
    assertEquals(Optional.empty(), accounts.tenantAt("daten.b.example"));
    put(plain.with(look.with(crest.hash())), Optional.empty());
    directory.close();
    directory = open(folder.resolve("data"), Sample.BASE, now::get);
    assertEquals(look, directory.accounts().tenant("a").orElseThrow().look());
    assertEquals(Optional.of(crest), directory.accounts().crest("a"));
    put(plain, Optional.empty());
    assertEquals(Optional.empty(), directory.accounts().crest("a"));
    assertEquals(3, trail("a").size());
  }

  private void put(Tenant tenant, Optional<Crest> crest) {
    String slug = tenant.slug();
    var deed = new Deed(Deed.COMMAND, Deed.What.TENANT_CHANGED, slug, slug);
    directory.accounts().put(tenant, crest, deed);
  }

  private Person anna() {
    persons.add("Anna.Beck@Example.org", "Anna Beck", Deed.COMMAND);
    String link = persons.link("anna.beck@example.org", Deed.COMMAND);
    return assertInstanceOf(Setting.Done.class, persons.set(link, PASSWORD)).person();
  }

  @Test
  void aLinkSetsAPasswordOnce() {
    persons.add("anna", "Anna", Deed.COMMAND);
    assertTrue(persons.signIn("anna", "").isEmpty());
    String link = persons.link("anna", Deed.COMMAND);
    var refused = assertInstanceOf(Setting.Refused.class, persons.set(link, "zu kurz"));
    assertEquals(Fault.TOO_SHORT, refused.fault());
    assertInstanceOf(Setting.Done.class, persons.set(link, PASSWORD));
    assertInstanceOf(Setting.NotAllowed.class, persons.set(link, OTHER));
    assertEquals("anna", persons.signIn(" Anna ", PASSWORD).orElseThrow().login());
    assertTrue(persons.signIn("anna", OTHER).isEmpty());
    assertTrue(persons.signIn("bernd", PASSWORD).isEmpty());
  }

  @Test
  void aLinkExpiresAndTheLatestIsTheOnlyOne() {
    persons.add("anna", "Anna", Deed.COMMAND);
    String first = persons.link("anna", Deed.COMMAND);
    String second = persons.link("anna", Deed.COMMAND);
    assertTrue(persons.byLink(first).isEmpty());
    assertTrue(persons.byLink(second).isPresent());
    pass(Persons.LINK_LIFE);
    assertTrue(persons.byLink(second).isEmpty());
  }

  @Test
  void aSessionEndsWithThePasswordAndWithTheAccount() {
    String login = anna().login();
    String then = String.valueOf(persons.find(login).orElseThrow().password());
    assertTrue(persons.actor(login, then).isPresent());
    assertInstanceOf(Setting.NotAllowed.class, persons.change(login, "falsch", OTHER));
    assertInstanceOf(Setting.Done.class, persons.change(login, PASSWORD, OTHER));
    assertTrue(persons.actor(login, then).isEmpty());
    then = String.valueOf(persons.find(login).orElseThrow().password());
    persons.disable(login, true, Deed.COMMAND);
    assertTrue(persons.actor(login, then).isEmpty());
    assertTrue(persons.signIn(login, OTHER).isEmpty());
  }

  @Test
  void rolesHoldForTheirTenantOnly() {
    String login = anna().login();
    persons.give(login, "a", Role.PUBLISHER, Deed.COMMAND);
    Person person = persons.find(login).orElseThrow();
    var actor = persons.actor(login, String.valueOf(person.password())).orElseThrow();
    assertTrue(actor.mayPublish("a") && actor.mayWrite("a") && actor.mayRead("a"));
    assertFalse(actor.is(Role.ADMINISTRATOR, "a"));
    assertFalse(actor.mayRead("b"));
    assertEquals("a", actor.onlyTenant().orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () -> persons.give(login, "nirgends", Role.READER, Deed.COMMAND));
  }

  @Test
  void anAdministratorTakesNoAccountOverThatCanDoMore() {
    String secret = accounts.create(new Wanted("amt", "a", Role.ADMINISTRATOR, null), "x", "");
    var amt = accounts.authenticate(secret).orElseThrow();
    var membership = new Membership(accounts, persons);
    var invited =
        assertInstanceOf(
            Result.Done.class, membership.give(amt, "a", "neu", "Neue Person", Role.EDITOR));
    assertTrue(persons.byLink(invited.secret()).isPresent());
    assertInstanceOf(Result.Done.class, membership.link(amt, "a", "neu"));
    persons.give("neu", "b", Role.READER, Deed.COMMAND);
    assertEquals(Why.NOT_IN_CARE, why(membership.link(amt, "a", "neu")));
    persons.take("neu", "b", Deed.COMMAND);
    persons.operator("neu", true, Deed.COMMAND);
    assertEquals(Why.NOT_IN_CARE, why(membership.link(amt, "a", "neu")));
    persons.add("fremd", "Fremd", Deed.COMMAND);
    assertEquals(Why.UNKNOWN, why(membership.link(amt, "a", "fremd")));
    assertEquals(Why.BAD_LOGIN, why(membership.give(amt, "a", "Kein Login", "", Role.EDITOR)));
    assertInstanceOf(Result.Done.class, membership.take(amt, "a", "neu"));
    assertTrue(membership.members("a").isEmpty());
    accounts.create("fremdes", "b");
    assertEquals(Why.UNKNOWN, why(membership.revoke(amt, "a", "fremdes")));
  }

  private static Why why(Result result) {
    return assertInstanceOf(Result.Refused.class, result).why();
  }

  @Test
  void tokensEndAndSayOnWhichDayTheyWereUsed() {
    Instant end = now.get().plus(Duration.ofDays(2));
    String secret = accounts.create(new Wanted("kurz", "a", Role.EDITOR, end), Deed.COMMAND, "");
    assertEquals(null, accounts.tokens("a").getFirst().lastUsed());
    var actor = accounts.authenticate(secret).orElseThrow();
    assertTrue(actor.mayWrite("a"));
    assertFalse(actor.mayPublish("a"));
    assertEquals(LocalDate.of(2026, 3, 1), accounts.tokens("a").getFirst().lastUsed());
    pass(Duration.ofDays(2));
    assertTrue(accounts.authenticate(secret).isEmpty());
    String all = accounts.create("alles", "a");
    assertTrue(accounts.authenticate(all).orElseThrow().is(Role.ADMINISTRATOR, "a"));
    assertTrue(accounts.revoke("alles"));
    assertTrue(accounts.authenticate(all).isEmpty());
  }

  @Test
  void theTrailTellsWhoDidWhatAndGoesWithTheBackup() throws IOException {
    directory.accounts().put(new TenantRules("a", true), deed(What.SETTINGS_CHANGED, "a", "a"));
    var receipt = directory.datasets().put(published("a/x", "X"), deed(What.PUBLISHED, "a", "a/x"));
    directory.datasets().put(published("a/x", "X"), deed(What.CHANGED, "a", "a/x"));
    directory.trail().note(deed(What.SOURCE_RUN, "b", "fern"));
    var lines = trail("a");
    assertEquals(List.of(What.PUBLISHED, What.SETTINGS_CHANGED), whats(lines));
    assertEquals(receipt.change(), lines.getFirst().change());
    assertEquals(3, trail("").size());
    var one = directory.trail().read(new Trail.Question("", "a/x", Long.MAX_VALUE, 100));
    assertEquals(List.of(What.PUBLISHED), whats(one));
    var older = directory.trail().read(new Trail.Question("", "", lines.getFirst().number(), 100));
    assertEquals(List.of(What.SETTINGS_CHANGED), whats(older));
    Path backup = folder.resolve("b.zip");
    directory.backup(backup);
    Path restored = folder.resolve("restored");
    Restore.into(restored, List.of(backup), 0);
    try (var again = DataDirectory.open(restored, Sample.BASE, now::get)) {
      assertEquals(3, again.trail().read(new Trail.Question("", "", 99, 100)).size());
      assertTrue(again.accounts().rules("a").orElseThrow().fourEyes());
    }
  }

  private static Deed deed(What what, String tenant, String object) {
    return new Deed("anna", what, tenant, object);
  }

  private static List<What> whats(List<Trail.Line> lines) {
    return lines.stream().map(line -> line.deed().what()).toList();
  }

  @Test
  void theTrailForgetsWhatIsTooOld() {
    directory.trail().keep(30);
    directory.trail().note(deed(What.PUBLISHED, "a", "a/alt"));
    pass(Duration.ofDays(20));
    directory.trail().note(deed(What.PUBLISHED, "a", "a/mittel"));
    pass(Duration.ofDays(20));
    directory.trail().note(deed(What.PUBLISHED, "a", "a/neu"));
    assertEquals(
        List.of("a/neu", "a/mittel"),
        trail("a").stream().map(line -> line.deed().object()).toList());
    assertThrows(IllegalArgumentException.class, () -> directory.trail().keep(0));
  }

  @Test
  void whatIsPrivateIsNeverAmongWhatIsPublished() {
    anna();
    directory.datasets().put(published("a/x", "X"), deed(What.PUBLISHED, "a", "a/x"));
    var all = new StringBuilder();
    directory.datasets().scan(graph -> graph.graph().stream().forEach(all::append));
    assertTrue(all.toString().contains("X"));
    assertFalse(all.toString().contains("anna"));
  }
}
