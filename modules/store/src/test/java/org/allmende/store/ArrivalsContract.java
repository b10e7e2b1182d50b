package org.allmende.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.GroupRoles;
import org.allmende.catalog.accounts.Identity;
import org.allmende.catalog.accounts.Membership;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Persons.Arrival;
import org.allmende.catalog.accounts.Persons.Setting;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Deed.What;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Persons for whom somebody else vouches.
abstract class ArrivalsContract extends Contract {

  private static final String ISSUER = "https://anmeldung.example.org";
  private static final String PASSWORD = "eine lange Reihe Linden";
  private static final GroupRoles GROUPS =
      GroupRoles.of("redaktion=a:editor;leitung=a:administrator;it=operator;fremd=c:editor");

  private DataDirectory directory;
  private Persons persons;

  @BeforeEach
  void begin() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));
    directory = open(folder.resolve("data"), Sample.BASE, clock);
    persons = persons(true);
    directory.accounts().put(new Tenant("a", "Stadt A", null, null, null, null));
  }

  private Persons persons(boolean takePasswords) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));
    return new Persons(
        directory.accounts(), clock, new AccountsContract.ReversedPasswords(), takePasswords);
  }

  @AfterEach
  void end() throws IOException {
    directory.close();
  }

  private Arrival arrive(String subject, String login, String... groups) {
    var identity = new Identity(ISSUER, subject, login, "Anna Beck", Set.of(groups));
    return persons.arrive(identity, GROUPS.allow(identity.groups()));
  }

  private Person welcome(String subject, String login, String... groups) {
    return assertInstanceOf(Arrival.Welcome.class, arrive(subject, login, groups)).person();
  }

  @Test
  void anAccountIsMadeForWhoComesWithAGroup() {
    Person anna = welcome("1", "Anna.Beck", "redaktion", "unbekannt", "fremd");
    assertEquals("anna.beck", anna.login());
    assertEquals(Map.of("a", Role.EDITOR), anna.effectiveRoles());
    Actor actor = persons.actorOutside("anna.beck", ISSUER, "1").orElseThrow();
    assertTrue(actor.mayWrite("a"));
    assertTrue(persons.actorOutside("anna.beck", ISSUER, "2").isEmpty());
    assertTrue(persons.signIn("anna.beck", "").isEmpty());
    var first = directory.trail().read(new Trail.Question("a", "", Long.MAX_VALUE, 10)).getFirst();
    assertEquals(What.ROLE_GIVEN, first.deed().what());
    assertEquals(Deed.SIGN_IN, first.deed().by());
  }

  @Test
  void nobodyGetsAnAccountWithoutARole() {
    assertInstanceOf(Arrival.NoRole.class, arrive("1", "anna", "unbekannt"));
    assertTrue(persons.all().isEmpty());
  }

  @Test
  void aRoleGoesWithItsGroupAndWhatWasGivenHereStays() {
    welcome("1", "anna", "leitung", "it");
    assertTrue(persons.find("anna").orElseThrow().mayOperate());
    persons.give("anna", "a", Role.READER, Deed.COMMAND);
    assertEquals(Map.of("a", Role.READER), welcome("1", "anna").effectiveRoles());
    persons.take("anna", "a", Deed.COMMAND);
    assertInstanceOf(Arrival.NoRole.class, arrive("1", "anna"));
    Person left = persons.find("anna").orElseThrow();
    assertEquals(Map.of(), left.effectiveRoles());
    assertTrue(!left.mayOperate());
  }

  @Test
  void whoIsRenamedThereStaysTheSameHere() {
    welcome("1", "anna", "redaktion");
    assertEquals("anna", welcome("1", "anna.neu", "redaktion").login());
  }

  @Test
  void whoeverWasInvitedTakesTheirAccountOver() {
    persons.add("anna", "Anna", Deed.COMMAND);
    persons.give("anna", "a", Role.PUBLISHER, Deed.COMMAND);
    assertEquals(Map.of("a", Role.PUBLISHER), welcome("1", "anna").effectiveRoles());
    assertInstanceOf(Arrival.LoginTaken.class, arrive("2", "anna", "it"));
  }

  @Test
  void nobodyTakesOverAnAccountWithAPasswordOrOfAnOperator() {
    persons.add("anna", "Anna", Deed.COMMAND);
    assertInstanceOf(Setting.Done.class, persons.set(persons.link("anna", Deed.COMMAND), PASSWORD));
    assertInstanceOf(Arrival.LoginTaken.class, arrive("1", "anna", "redaktion"));
    persons.add("operator", "Betreiber", Deed.COMMAND);
    persons.operator("operator", true, Deed.COMMAND);
    assertInstanceOf(Arrival.LoginTaken.class, arrive("2", "operator", "redaktion"));
    persons = persons(false);
    assertInstanceOf(Arrival.LoginTaken.class, arrive("2", "operator", "redaktion"));
    welcome("1", "anna", "redaktion");
  }

  @Test
  void whoseAccountIsClosedStaysOut() {
    welcome("1", "anna", "redaktion");
    persons.disable("anna", true, Deed.COMMAND);
    assertInstanceOf(Arrival.Closed.class, arrive("1", "anna", "redaktion"));
    assertTrue(persons.actorOutside("anna", ISSUER, "1").isEmpty());
  }

  @Test
  void whatIsNoLoginIsRefused() {
    assertInstanceOf(Arrival.NoLogin.class, arrive("1", "", "redaktion"));
    assertInstanceOf(Arrival.NoLogin.class, arrive("1", "Ä Ö", "redaktion"));
  }

  @Test
  void aRoleFromAGroupIsNotTakenHere() {
    welcome("1", "anna", "redaktion");
    var membership = new Membership(new Accounts(directory.accounts(), Instant::now, ""), persons);
    var operator = new Actor("o", "", "token:o", true, Map.of());
    assertEquals(
        new Membership.Result.Refused(Membership.Why.FROM_GROUP),
        membership.take(operator, "a", "anna"));
  }

  @Test
  void withoutPasswordsNoLinkAndNoPasswordOpensAnything() {
    persons.add("anna", "Anna", Deed.COMMAND);
    String link = persons.link("anna", Deed.COMMAND);
    assertInstanceOf(Setting.Done.class, persons.set(link, PASSWORD));
    String again = persons.link("anna", Deed.COMMAND);
    persons = persons(false);
    assertTrue(persons.signIn("anna", PASSWORD).isEmpty());
    assertTrue(persons.byLink(again).isEmpty());
    assertTrue(persons.actor("anna", PASSWORD).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> persons.link("anna", Deed.COMMAND));
  }
}
