package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.publishing.Scheduling.Answer;
import org.allmende.catalog.publishing.Scheduling.No;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Plan;
import org.allmende.catalog.store.Trail;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.allmende.store.DataDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drafts become public at the moment somebody has planned, or stay and say why.
class SchedulingTest {

  private static final String TENANT = "weidenstedt";
  private static final Tenant TOWN =
      new Tenant(TENANT, "Stadt Weidenstedt", "05315000", null, "dl-by-de/2.0", null);
  private static final String TREES = "Art;Anzahl\nLinde;3\nAhorn;4\n";
  private static final String PEOPLE =
      "Name;E-Mail\nAnna Beck;anna.beck@posteo.example\nEmil Roth;emil.roth@posteo.example\n";
  private static final Instant TOMORROW = Place.NOW.plus(Duration.ofDays(1));

  private final AtomicReference<Instant> now = new AtomicReference<>(Place.NOW);

  @TempDir private Path folder = Path.of("");

  private Installation here;
  private Accounts accounts;
  private Reviewing reviewing;
  private Scheduling scheduling;

  @BeforeEach
  void begin() throws IOException {
    open("data");
    here.tenants().put(TOWN);
    member("anna", Role.PUBLISHER);
    member("frieda", Role.PUBLISHER);
    member("emil", Role.EDITOR);
  }

  private void open(String name) throws IOException {
    here =
        Installation.open(
            Place.furnished(folder.resolve(name)),
            Place.BASE,
            DataDirectory.Options.DEFAULT,
            now::get);
    accounts = here.accounts();
    reviewing = new Reviewing(here.publishing(), here.directory().datasets(), accounts, now::get);
    scheduling =
        new Scheduling(
            here.publishing(),
            reviewing,
            here.browsing(),
            here.directory().datasets(),
            accounts,
            now::get);
  }

  @AfterEach
  void end() throws IOException {
    here.close();
  }

  private void member(String login, Role role) {
    here.persons().add(login, login, Deed.COMMAND);
    here.persons().give(login, TENANT, role, Deed.COMMAND);
  }

  private Actor actor(String mark) {
    return accounts.actor(mark, now.get()).orElseThrow();
  }

  private DatasetId draft() throws IOException {
    return handIn(Optional.empty(), TREES, "anna");
  }

  private DatasetId handIn(Optional<DatasetId> id, String csv, String by) throws IOException {
    Upload upload =
        here.directory()
            .files()
            .receive(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                "linden.csv",
                List.of(),
                "text/csv",
                1 << 20);
    var outcome =
        here.publishing()
            .publish(
                new Submission(
                    TOWN,
                    id.orElse(null),
                    "linden",
                    List.of(upload),
                    Metadata.NOTHING,
                    List.of(),
                    false,
                    by));
    return outcome instanceof Outcome.Kept kept ? kept.id() : new DatasetId(TENANT, "refused");
  }

  private DatasetId planned(String by) throws IOException {
    DatasetId id = draft();
    assertTrue(scheduling.plan(id, actor(by), TOMORROW) instanceof Answer.Planned);
    return id;
  }

  private void atTheMoment() {
    now.set(TOMORROW);
    scheduling.publishDue();
  }

  private State state(DatasetId id) {
    return here.directory().datasets().standing(id).orElseThrow().state();
  }

  private Optional<Plan> plan(DatasetId id) {
    return here.directory()
        .datasets()
        .find(id)
        .map(stored -> Notes.read(stored.entry().notes()).plan());
  }

  private Optional<Plan.Why> failure(DatasetId id) {
    assertEquals(State.DRAFT, state(id));
    return plan(id).map(Plan::failed);
  }

  private List<Deed> deeds(DatasetId id) {
    return here
        .directory()
        .trail()
        .read(new Trail.Question("", id.toString(), Long.MAX_VALUE, 20))
        .stream()
        .map(Trail.Line::deed)
        .toList();
  }

  private String refusal(DatasetId id, String by, Instant at) throws IOException {
    return scheduling.plan(id, actor(by), at) instanceof Answer.Refused(var why) ? why.name() : "";
  }

  @Test
  void publishesAtTheMomentInTheNameOfWhoeverPlannedIt() throws IOException {
    DatasetId id = planned("anna");
    now.set(TOMORROW.minusSeconds(1));
    scheduling.publishDue();
    assertEquals(State.DRAFT, state(id));
    assertEquals(TOMORROW, plan(id).orElseThrow().at());
    atTheMoment();
    assertEquals(State.PUBLISHED, state(id));
    assertTrue(plan(id).isEmpty());
    Deed last = deeds(id).getFirst();
    assertEquals(Deed.What.PUBLISHED, last.what());
    assertEquals("anna", last.by());
    assertEquals(Deed.What.PLANNED, deeds(id).get(1).what());
    assertEquals(TOMORROW.toString(), deeds(id).get(1).detail());
  }

  @Test
  void publishesWhatIsOverdueAfterARestart() throws IOException {
    DatasetId id = planned("anna");
    here.close();
    now.set(TOMORROW.plus(Duration.ofDays(3)));
    open("data");
    scheduling.publishDue();
    assertEquals(State.PUBLISHED, state(id));
  }

  @Test
  void movesWithItsTenant() throws Exception {
    DatasetId id = planned("anna");
    Path file = folder.resolve("tenant.zip");
    try (var out = Files.newOutputStream(file)) {
      here.moving().write(TOWN, out);
    }
    here.close();
    open("elsewhere");
    here.moving().read(file);
    atTheMoment();
    assertEquals(State.PUBLISHED, state(id));
    assertEquals("anna", deeds(id).getFirst().by());
  }

  @Test
  void publishesNothingForWhoeverLostTheirRoleAndTriesOnce() throws IOException {
    DatasetId id = planned("anna");
    here.persons().take("anna", TENANT, Deed.COMMAND);
    atTheMoment();
    assertEquals(Optional.of(Plan.Why.ROLE), failure(id));
    assertEquals(Deed.What.PLAN_FAILED, deeds(id).getFirst().what());
    here.persons().give("anna", TENANT, Role.PUBLISHER, Deed.COMMAND);
    int lines = deeds(id).size();
    now.set(TOMORROW.plus(Duration.ofDays(1)));
    scheduling.publishDue();
    assertEquals(Optional.of(Plan.Why.ROLE), failure(id));
    assertEquals(lines, deeds(id).size());
  }

  @Test
  void publishesNothingForAClosedAccount() throws IOException {
    DatasetId id = planned("anna");
    here.persons().disable("anna", true, Deed.COMMAND);
    atTheMoment();
    assertEquals(Optional.of(Plan.Why.GONE), failure(id));
  }

  @Test
  void aTokenMadeLaterIsAnotherOne() throws IOException {
    accounts.create("amt", TENANT);
    DatasetId id = planned(Deed.TOKEN + "amt");
    accounts.revoke("amt");
    now.set(Place.NOW.plusSeconds(60));
    accounts.create("amt", TENANT);
    atTheMoment();
    assertEquals(Optional.of(Plan.Why.GONE), failure(id));
  }

  @Test
  void fourEyesAreAskedForAgainAtTheMoment() throws IOException {
    accounts.put(new TenantRules(TENANT, true), Deed.COMMAND);
    DatasetId id = draft();
    assertEquals("NOT_ALLOWED", refusal(id, "anna", TOMORROW), "nobody has submitted it");
    reviewing.submit(id, actor("emil"));
    assertEquals("", refusal(id, "anna", TOMORROW));
    reviewing.submit(id, actor("anna"));
    atTheMoment();
    assertEquals(Optional.of(Plan.Why.OWN), failure(id));
  }

  @Test
  void whatBlocksAtTheMomentHoldsItBack() throws IOException {
    DatasetId id = planned("anna");
    handIn(Optional.of(id), PEOPLE, "anna");
    assertTrue(plan(id).orElseThrow().waits(), "she has seen what it is now");
    atTheMoment();
    assertEquals(Optional.of(Plan.Why.BLOCKED), failure(id));
  }

  @Test
  void fallsWhenSomebodyElseChangesTheDraft() throws IOException {
    DatasetId id = planned("anna");
    handIn(Optional.of(id), TREES + "Eiche;5\n", "emil");
    assertEquals(Optional.of(Plan.Why.CHANGED), failure(id));
    atTheMoment();
    assertEquals(State.DRAFT, state(id));
    now.set(Place.NOW);
    assertEquals("", refusal(id, "frieda", TOMORROW));
    atTheMoment();
    assertEquals(State.PUBLISHED, state(id));
    assertEquals("frieda", deeds(id).getFirst().by());
  }

  @Test
  void fallsWhenTheDraftIsReturned() throws IOException {
    DatasetId id = draft();
    reviewing.submit(id, actor("emil"));
    assertEquals("", refusal(id, "anna", TOMORROW));
    reviewing.giveBack(id, actor("frieda"), "Der Titel fehlt.");
    assertTrue(plan(id).isEmpty());
    atTheMoment();
    assertEquals(State.DRAFT, state(id));
  }

  @Test
  void isTakenBackAndChanged() throws IOException {
    DatasetId id = planned("anna");
    long change = here.directory().datasets().change();
    assertEquals("", refusal(id, "anna", TOMORROW));
    assertEquals(change, here.directory().datasets().change(), "the same again");
    Instant later = TOMORROW.plusSeconds(3600);
    assertEquals("", refusal(id, "anna", later));
    atTheMoment();
    assertEquals(State.DRAFT, state(id));
    assertTrue(scheduling.cancel(id, actor("frieda")).orElseThrow().changed());
    assertFalse(scheduling.cancel(id, actor("frieda")).orElseThrow().changed());
    now.set(later);
    scheduling.publishDue();
    assertEquals(State.DRAFT, state(id));
    assertNull(plan(id).orElse(null));
    assertEquals(Deed.What.PLAN_CANCELLED, deeds(id).getFirst().what());
  }

  @Test
  void saysWhyAPublicationIsNotPlanned() throws IOException {
    DatasetId id = draft();
    assertEquals(No.PAST.name(), refusal(id, "anna", Place.NOW));
    assertEquals("", refusal(id, "anna", Place.NOW.plus(Duration.ofDays(730))));
    assertEquals(No.TOO_FAR.name(), refusal(id, "anna", Place.NOW.plus(Duration.ofDays(732))));
    assertEquals(No.NOT_ALLOWED.name(), refusal(id, "emil", TOMORROW));
    assertEquals(No.NO_DRAFT.name(), refusal(new DatasetId(TENANT, "nichts"), "anna", TOMORROW));
    DatasetId blocked = handIn(Optional.empty(), PEOPLE, "anna");
    assertEquals(No.BLOCKED.name(), refusal(blocked, "anna", TOMORROW));
    assertEquals("", refusal(id, "anna", TOMORROW));
    atTheMoment();
    assertEquals(No.NO_DRAFT.name(), refusal(id, "anna", TOMORROW.plusSeconds(60)));
  }
}
