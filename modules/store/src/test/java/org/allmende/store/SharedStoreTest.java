package org.allmende.store;

import static org.allmende.store.Sample.draft;
import static org.allmende.store.Sample.id;
import static org.allmende.store.Sample.published;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.catalog.store.StoreAway;
import org.allmende.catalog.store.StoreFailed;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one store, of which one has not looked at it for a while.
final class SharedStoreTest {

  private static final Deed DEED = new Deed("w", Deed.What.DISCARDED, "a", "a/x");

  @TempDir Path folder;
  private final MemorySparqlStore memory = new MemorySparqlStore();

  /// The way to the store, on which nobody looks unless asked to, and which may be cut.
  private static final class Line implements SparqlStore {
    private final SparqlStore store;
    private volatile boolean dozing;
    private volatile boolean cut;

    Line(SparqlStore store) {
      this.store = store;
    }

    @Override
    public String address() {
      return store.address();
    }

    @Override
    public <T> T select(String query, Answer<T> answer) throws IOException {
      if (cut || (dozing && Thread.currentThread().getName().equals("allmende-looking"))) {
        throw new IOException("cut");
      }
      return store.select(query, answer);
    }

    @Override
    public void update(String update) throws IOException {
      if (cut) {
        throw new IOException("cut");
      }
      store.update(update);
    }
  }

  private DataDirectory node(String name, SparqlStore line) throws IOException {
    return DataDirectory.open(
        folder.resolve(name),
        Sample.BASE,
        InstantSource.system(),
        new DataDirectory.Options(0, _ -> {}).sharing(line));
  }

  private static void awaitLevel(DataDirectory one, DataDirectory other) throws Exception {
    for (int i = 0;
        i < 600 && !one.replication().position().equals(other.replication().position());
        i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(one.replication().position(), other.replication().position());
  }

  @Test
  void discardsNoDraftThatAnotherHasPublished() throws Exception {
    var line = new Line(memory);
    try (var one = node("one", memory);
        var two = node("two", line)) {
      one.datasets().put(draft("a/x", "X", ""));
      awaitLevel(one, two);
      line.dozing = true;
      var seen = two.datasets().find(id("a/x")).orElseThrow();
      one.datasets().put(published("a/x", "X"));
      assertThrows(Overtaken.class, () -> two.datasets().erase(seen, DEED));
      assertEquals(List.of(id("a/x")), two.datasets().ids("a", State.PUBLISHED));
      assertTrue(
          two.datasets().erase(two.datasets().find(id("a/x")).orElseThrow(), DEED).changed());
    }
  }

  @Test
  void saysThatNothingHasChangedOnlyWhereThatIsSo() throws Exception {
    var line = new Line(memory);
    try (var one = node("one", memory);
        var two = node("two", line)) {
      one.datasets().put(published("a/x", "Eins"));
      awaitLevel(one, two);
      line.dozing = true;
      one.datasets().put(published("a/x", "Zwei"));
      assertTrue(two.datasets().put(published("a/x", "Eins")).changed());
      awaitLevel(one, two);
      line.cut = true;
      assertThrows(StoreAway.class, () -> two.datasets().put(published("a/x", "Eins")));
      line.cut = false;
      assertFalse(two.datasets().put(published("a/x", "Eins")).changed());
    }
  }

  @Test
  void changesOfOnePersonAtTwoNodesAreBothKept() throws Exception {
    var line = new Line(memory);
    try (var one = node("one", memory);
        var two = node("two", line)) {
      one.accounts().put(new Tenant("a", "A", null, null, null, null));
      persons(one).add("anna", "Anna", Deed.COMMAND);
      persons(one).operator("anna", true, Deed.COMMAND);
      awaitLevel(one, two);
      line.dozing = true;
      persons(one).operator("anna", false, Deed.COMMAND);
      persons(one).disable("anna", true, Deed.COMMAND);
      persons(two).give("anna", "a", Role.EDITOR, Deed.COMMAND);
      var anna = two.accounts().person("anna").orElseThrow();
      assertFalse(anna.operator());
      assertTrue(anna.disabled());
      assertEquals(Role.EDITOR, anna.roles().get("a"));
      persons(one).disable("anna", false, Deed.COMMAND);
      assertTrue(persons(two).disable("anna", true, Deed.COMMAND).disabled());
      awaitLevel(two, one);
      assertTrue(one.accounts().person("anna").orElseThrow().disabled());
      persons(one).add("bernd", "Bernd", Deed.COMMAND);
      assertThrows(
          IllegalArgumentException.class, () -> persons(two).add("bernd", "B.", Deed.COMMAND));
    }
  }

  private static Persons persons(DataDirectory node) {
    return new Persons(
        node.accounts(), InstantSource.system(), new AccountsContract.ReversedPasswords());
  }

  @Test
  void aTokenThatWasRevokedStaysSo() throws Exception {
    var line = new Line(memory);
    try (var one = node("one", memory);
        var two = node("two", line)) {
      String secret = new Accounts(one.accounts(), InstantSource.system(), "").create("t", null);
      awaitLevel(one, two);
      line.dozing = true;
      one.accounts().revoke("t", new Deed(Deed.COMMAND, Deed.What.TOKEN_REVOKED, "", "t"));
      var accounts = new Accounts(two.accounts(), InstantSource.system(), "");
      accounts.authenticate(secret);
      assertEquals(List.of(), two.accounts().tokens());
      assertTrue(accounts.authenticate(secret).isEmpty());
    }
  }

  @Test
  void takesWhatIsMissingWhenTheStoreWasEndedElsewhere() throws Exception {
    node("two", memory).close();
    try (var one = node("one", memory)) {
      one.datasets().put(published("a/x", "X"));
      one.datasets().put(published("a/y", "Y"));
    }
    own("one");
    own("two");
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("two")));
  }

  private void own(String name) throws IOException {
    DataDirectory.own(
        folder.resolve(name),
        Sample.BASE,
        InstantSource.system(),
        DataDirectory.Options.DEFAULT,
        memory);
  }

  @Test
  void aCopyThatCannotGoOnToTheEndIsNotMadeAStoreOfItsOwn() throws Exception {
    node("two", memory).close();
    try (var one = node("one", memory)) {
      one.datasets().put(published("a/x", "X"));
    }
    own("one");
    memory.update("DELETE WHERE { GRAPH <urn:allmende:log> { <urn:allmende:log:0> ?p ?o } }");
    assertThrows(DataDirectoryException.class, () -> own("two"));
  }

  @Test
  void writesNothingOntoAStoreThatWasSetBackMeanwhile() throws Exception {
    var line = new Line(memory);
    try (var one = node("one", memory)) {
      one.datasets().put(published("a/x", "X"));
    }
    var earlier = memory.saved();
    try (var two = node("two", line)) {
      two.datasets().put(published("a/y", "Y"));
      line.dozing = true;
      memory.restore(earlier);
      try (var three = node("three", memory)) {
        three.datasets().put(published("a/z", "Z"));
        assertThrows(StoreFailed.class, () -> two.datasets().put(published("a/v", "V")));
        three.datasets().put(published("a/w", "W"));
        assertEquals(3, three.datasets().ids("a", State.PUBLISHED).size());
      }
    }
    try (var two = node("two", memory)) {
      assertEquals(
          List.of(id("a/w"), id("a/x"), id("a/z")), two.datasets().ids("a", State.PUBLISHED));
    }
  }

  @Test
  void anOlderProgramReadsAndWritesNothingThatANewerOneHasWritten() throws Exception {
    try (var one = node("one", memory)) {
      one.datasets().put(published("a/x", "X"));
      memory.update(
          "DELETE { GRAPH ?g { ?g <urn:allmende:format> 1 } } INSERT { GRAPH ?g { ?g"
              + " <urn:allmende:format> 2 } } WHERE { GRAPH ?g { ?g <urn:allmende:format> 1 } }");
      assertThrows(StoreFailed.class, () -> one.datasets().put(published("a/y", "Y")));
    }
    var refused = assertThrows(DataDirectoryException.class, () -> node("two", memory));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("newer Allmende (format 2"),
        refused.getMessage());
  }

  @Test
  void dropsNothingThatStandsNowhereElse() throws Exception {
    var picky = new Picky(memory);
    try (var one = node("one", picky)) {
      var entries =
          IntStream.range(0, 150).mapToObj(i -> published("a/d" + i, "Titel " + i)).toList();
      picky.refused = Sample.uri("a/d77") + "#record";
      one.datasets().putAll(entries);
      picky.refused = "";
      one.datasets().put(published("a/x", "X"));
    }
    node("two", memory).close();
    assertEquals(Sample.dump(folder.resolve("one")), Sample.dump(folder.resolve("two")));
  }

  /// A store that does not take what says something.
  private static final class Picky implements SparqlStore {
    private final SparqlStore store;
    private volatile String refused = "";

    Picky(SparqlStore store) {
      this.store = store;
    }

    @Override
    public String address() {
      return store.address();
    }

    @Override
    public <T> T select(String query, Answer<T> answer) throws IOException {
      return store.select(query, answer);
    }

    @Override
    public void update(String update) throws IOException {
      if (!refused.isEmpty() && update.contains(refused)) {
        throw new Refused("not this");
      }
      store.update(update);
    }
  }
}
