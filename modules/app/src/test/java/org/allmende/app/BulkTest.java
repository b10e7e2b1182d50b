package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.bulk.Bulk;
import org.allmende.catalog.bulk.Changes;
import org.allmende.catalog.bulk.Order;
import org.allmende.catalog.bulk.Step;
import org.allmende.catalog.bulk.Step.Field;
import org.allmende.catalog.bulk.Step.Why;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Reviewing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Trail;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same done to many datasets, each by itself.
class BulkTest {

  private static final String TENANT = "weidenstedt";
  private static final String TREES = "Art;Anzahl\nLinde;3\nAhorn;4\n";
  private static final String PEOPLE =
      "Name;E-Mail\nAnna Beck;anna.beck@posteo.example\nEmil Roth;emil.roth@posteo.example\n";
  private static final String CC_BY = "http://dcat-ap.de/def/licenses/cc-by/4.0";
  private static final String ENVI =
      "http://publications.europa.eu/resource/authority/data-theme/ENVI";
  private static final Order LICENCE =
      new Order.Edit(
          new Changes(CC_BY, "", "", "", "", List.of(), List.of(), List.of(), List.of()));

  @TempDir private Path folder = Path.of("");

  private Place place;
  private Installation here;
  private Accounts accounts;
  private Reviewing reviewing;
  private Bulk bulk;

  @BeforeEach
  void begin() throws IOException {
    place = new Place(folder.resolve("data"));
    here = place.installation;
    accounts = here.accounts();
    reviewing =
        new Reviewing(here.publishing(), here.directory().datasets(), accounts, here.clock());
    bulk = new Bulk(here.publishing(), reviewing, here.browsing(), accounts);
    for (String tenant : List.of(TENANT, "hohenlinde")) {
      here.tenants().put(tenant(tenant));
    }
    member("anna", Role.PUBLISHER);
    member("emil", Role.EDITOR);
    member("rita", Role.READER);
  }

  @AfterEach
  void end() throws IOException {
    place.close();
  }

  private static Tenant tenant(String slug) {
    return new Tenant(slug, "Stadt " + slug, null, null, "dl-by-de/2.0", null);
  }

  private void member(String login, Role role) {
    here.persons().add(login, login, Deed.COMMAND);
    here.persons().give(login, TENANT, role, Deed.COMMAND);
  }

  private Actor actor(String login) {
    return accounts.actor(login, here.clock().instant()).orElseThrow();
  }

  private DatasetId dataset(String name, boolean publish) throws IOException {
    return dataset(TENANT, name, TREES + name + ";1\n", publish);
  }

  private DatasetId dataset(String tenant, String name, String csv, boolean publish)
      throws IOException {
    Upload upload =
        here.directory()
            .files()
            .receive(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                name + ".csv",
                List.of(),
                "text/csv",
                1 << 20);
    var outcome =
        here.publishing()
            .publish(
                new Submission(
                    tenant(tenant),
                    null,
                    name,
                    List.of(upload),
                    Metadata.NOTHING,
                    List.of(),
                    publish,
                    "anna"));
    return ((Outcome.Kept) outcome).id();
  }

  private long change(DatasetId id) {
    return here.directory().datasets().find(id).orElseThrow().change();
  }

  private Dataset described(DatasetId id) {
    return here.browsing().find(id).orElseThrow().dataset();
  }

  private State state(DatasetId id) {
    return here.directory().datasets().standing(id).orElseThrow().state();
  }

  private @Nullable Why refusal(DatasetId id, String login, Order order) {
    return bulk.preview(id, actor(login), order).refused();
  }

  private Step perform(DatasetId id, String login, Order order) {
    return bulk.perform(id, change(id), actor(login), order);
  }

  private Deed last(DatasetId id) {
    return here.directory()
        .trail()
        .read(new Trail.Question("", id.toString(), Long.MAX_VALUE, 1))
        .getFirst()
        .deed();
  }

  @Test
  void saysWhatWouldChangeAndChangesNothing() throws IOException {
    DatasetId id = dataset("linden", true);
    var words =
        new Changes(
            CC_BY,
            "Grünflächenamt",
            "gruen@weidenstedt.example",
            "Amt für Grün",
            "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
            List.of(ENVI.replace("ENVI", "TRAN")),
            List.of(),
            List.of("Baum", "Stadtgrün"),
            List.of());
    long before = here.directory().datasets().change();
    Step step = bulk.preview(id, actor("anna"), new Order.Edit(words));
    assertNull(step.refused());
    assertEquals(before, here.directory().datasets().change());
    assertTrue(
        step.differences()
            .contains(
                new Step.Difference(
                    Field.LICENSE,
                    List.of("http://dcat-ap.de/def/licenses/dl-by-de/2.0"),
                    List.of(CC_BY))),
        step.differences().toString());
    assertNull(perform(id, "anna", new Order.Edit(words)).refused());
    Dataset after = described(id);
    for (var difference : step.differences()) {
      switch (difference.field()) {
        case LICENSE -> assertEquals(difference.after(), after.licenses());
        case KEYWORDS -> assertEquals(difference.after(), after.keywords());
        case THEMES -> assertEquals(difference.after(), after.themes());
        case FREQUENCY -> assertEquals(difference.after().getFirst(), after.frequency());
        case PUBLISHER -> assertEquals(List.of("Amt für Grün"), difference.after());
        case CONTACT ->
            assertEquals(
                List.of("Grünflächenamt", "gruen@weidenstedt.example"), difference.after());
      }
    }
    assertEquals(6, step.differences().size(), step.differences().toString());
    assertEquals(State.PUBLISHED, state(id));
    assertEquals(Deed.What.CHANGED, last(id).what());
    assertEquals("anna", last(id).by());
    assertEquals(Why.NOTHING, refusal(id, "anna", new Order.Edit(words)));
  }

  @Test
  void takesKeywordsAndThemesAwayAgain() throws IOException {
    DatasetId id = dataset("eichen", false);
    var more =
        new Changes("", "", "", "", "", List.of(ENVI), List.of(), List.of("Rinde"), List.of());
    perform(id, "emil", new Order.Edit(more));
    assertTrue(described(id).keywords().contains("Rinde"));
    assertTrue(described(id).themes().contains(ENVI));
    var less = new Changes("", "", "", "", "", List.of(), List.of(), List.of(), List.of("rinde"));
    perform(id, "emil", new Order.Edit(less));
    assertTrue(described(id).keywords().stream().noneMatch("Rinde"::equals));
    assertEquals(State.DRAFT, state(id));
  }

  @Test
  void everyoneDoesWhatTheirRoleAllows() throws IOException {
    DatasetId draft = dataset("entwurf", false);
    DatasetId open = dataset("heraus", true);
    assertEquals(Why.ROLE, refusal(draft, "rita", LICENCE));
    assertNull(refusal(draft, "emil", LICENCE));
    assertEquals(Why.ROLE, refusal(open, "emil", LICENCE));
    assertEquals(Why.ROLE, perform(open, "emil", LICENCE).refused());
    assertEquals(Why.ROLE, refusal(draft, "emil", new Order.Publish()));
    assertEquals(Why.ROLE, perform(open, "emil", new Order.Withdraw("")).refused());
    assertEquals(State.PUBLISHED, state(open));
    DatasetId foreign = dataset("hohenlinde", "fremd", TREES, true);
    DatasetId hidden = dataset("hohenlinde", "geheim", TREES + "Esche;1\n", false);
    for (DatasetId id : List.of(foreign, hidden, new DatasetId(TENANT, "nichts"))) {
      Step step = bulk.preview(id, actor("anna"), LICENCE);
      assertEquals(Why.UNKNOWN, step.refused());
      assertNull(step.shown());
    }
    assertEquals(Why.UNKNOWN, perform(foreign, "anna", new Order.Withdraw("")).refused());
    assertEquals(State.PUBLISHED, state(foreign));
  }

  @Test
  void fourEyesHoldForMany() throws IOException {
    accounts.put(new TenantRules(TENANT, true), Deed.COMMAND);
    DatasetId id = dataset("augen", false);
    assertEquals(Why.NOT_SUBMITTED, perform(id, "anna", new Order.Publish()).refused());
    assertNull(perform(id, "anna", new Order.Submit()).refused());
    assertEquals(Deed.What.SUBMITTED, last(id).what());
    assertEquals(Why.NOTHING, refusal(id, "anna", new Order.Submit()));
    assertEquals(Why.OWN, perform(id, "anna", new Order.Publish()).refused());
    member("frieda", Role.PUBLISHER);
    assertNull(perform(id, "frieda", new Order.Publish()).refused());
    assertEquals(State.PUBLISHED, state(id));
    assertEquals(Deed.What.PUBLISHED, last(id).what());
    assertEquals(Why.NO_DRAFT, refusal(id, "frieda", new Order.Submit()));
    assertEquals(Why.NO_DRAFT, refusal(id, "frieda", new Order.Publish()));
  }

  @Test
  void whatBlocksStaysADraftAndLosesNothing() throws IOException {
    DatasetId id = dataset(TENANT, "personen", PEOPLE, false);
    long before = change(id);
    assertEquals(Why.BLOCKED, refusal(id, "anna", new Order.Publish()));
    assertEquals(Why.BLOCKED, perform(id, "anna", new Order.Publish()).refused());
    assertEquals(before, change(id));
  }

  @Test
  void withdrawsWhatIsPublicAndNoDraft() throws IOException {
    DatasetId open = dataset("weg", true);
    DatasetId draft = dataset("bleibt", false);
    assertEquals(Why.NOT_PUBLIC, perform(draft, "anna", new Order.Withdraw("")).refused());
    assertNull(perform(open, "anna", new Order.Withdraw("Veraltet.")).refused());
    assertEquals(State.WITHDRAWN, state(open));
    assertEquals("Veraltet.", last(open).detail());
    assertEquals(Why.WITHDRAWN, refusal(open, "anna", LICENCE));
  }

  @Test
  void whatSomebodyChangedMeanwhileIsLeftAlone() throws IOException {
    DatasetId id = dataset("wettlauf", true);
    long seen = change(id);
    var other =
        new Changes("", "", "", "Anderes Amt", "", List.of(), List.of(), List.of(), List.of());
    perform(id, "anna", new Order.Edit(other));
    assertEquals(Why.CHANGED, bulk.perform(id, seen, actor("anna"), LICENCE).refused());
    assertTrue(described(id).licenses().stream().noneMatch(CC_BY::equals));
  }

  @Test
  void oneThatFailsHoldsUpNoOther() throws IOException {
    DatasetId broken = dataset("kaputt", true);
    DatasetId sound = dataset("heil", true);
    var notes = here.directory().datasets().find(broken).orElseThrow().entry().notes();
    var file = Notes.read(notes).files().getFirst().sha256();
    Files.delete(here.directory().files().find(file).orElseThrow().path());
    assertEquals(Why.TROUBLE, perform(broken, "anna", LICENCE).refused());
    assertNull(perform(sound, "anna", LICENCE).refused());
    assertEquals(List.of(CC_BY), described(sound).licenses());
  }
}
