package org.allmende.catalog.erasing;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.feedback.Message;
import org.allmende.catalog.feedback.MessageStore;
import org.allmende.catalog.harvest.HarvestJournal;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceStore;
import org.allmende.catalog.store.DatasetLocks;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Stored;
import org.allmende.catalog.store.Trail;
import org.allmende.dcat.reading.Tombstone;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.apache.jena.graph.Node;

/// Takes out of the store what a person asks to be gone: what a dataset says and holds, or the
/// person themselves. Bytes that stay behind in files are no matter of this one: whoever keeps
/// those expunges them afterwards.
public final class Erasing {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final DatasetStore store;
  private final DatasetLocks locks;
  private final Accounting accounts;
  private final MessageStore messages;
  private final Sourcing sources;
  private final Trail trail;
  private final InstantSource clock;

  /// Where people are kept.
  ///
  /// @param persons close the account before it goes
  public record Accounting(AccountStore store, Persons persons) {}

  /// Where sources are kept, and what they have answered.
  public record Sourcing(SourceStore store, HarvestJournal journal) {}

  public Erasing(
      DatasetStore store,
      DatasetLocks locks,
      Accounting accounts,
      MessageStore messages,
      Sourcing sources,
      Trail trail,
      InstantSource clock) {
    this.store = store;
    this.locks = locks;
    this.accounts = accounts;
    this.messages = messages;
    this.sources = sources;
    this.trail = trail;
    this.clock = clock;
  }

  /// A dataset of which nothing is left but its address and a date.
  ///
  /// @param sources that gave it, and will give it again unless they stop
  /// @param files it was made of
  public record Dataset(DatasetId id, List<String> sources, Set<Sha256> files) {
    public Dataset {
      sources = List.copyOf(sources);
      files = Set.copyOf(files);
    }
  }

  /// A person who is called otherwise now.
  ///
  /// @param mentioned datasets, and tenants, that still name them in their own words
  public record Gone(String pseudonym, List<String> mentioned) {
    public Gone {
      mentioned = List.copyOf(mentioned);
    }
  }

  /// Erases a dataset: its description, what was noted, its earlier versions, messages about it,
  /// the reasons in the trail, and what sources have answered for its tenant. Of a draft, which
  /// nobody has seen, nothing is left. Empty where there is none.
  ///
  /// @param by who does, as the trail names them
  public Optional<Dataset> dataset(DatasetId id, String by) throws IOException {
    Optional<Stored> found = locks.alone(id, () -> emptied(id, by));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    messages.remove(
        messages.messages().stream()
            .filter(one -> id.equals(one.dataset()))
            .map(Message::id)
            .toList());
    trail.withoutDetails(id.toString());
    Notes notes = Notes.read(found.get().entry().notes());
    var origins = notes.origins();
    if (!origins.isEmpty()) {
      for (Source source : sources.store().sources()) {
        if (source.tenant().equals(id.tenant())) {
          sources.journal().forget(source);
        }
      }
    }
    return Optional.of(
        new Dataset(
            id,
            origins.stream().map(origin -> origin.source()).distinct().toList(),
            Stream.concat(
                    notes.files().stream(),
                    found.get().entry().earlier().stream().flatMap(one -> one.files().stream()))
                .map(Notes.File::sha256)
                .collect(Collectors.toSet())));
  }

  private Optional<Stored> emptied(DatasetId id, String by) {
    Optional<Stored> found = store.find(id);
    var deed = new Deed(by, Deed.What.ERASED, id.tenant(), id.toString());
    found.ifPresent(stored -> {
      Entry entry = stored.entry();
      if (entry.state() == State.DRAFT) {
        store.erase(stored, deed);
      } else {
        var bare = Tombstone.bare(entry.uri(), clock.instant());
        store.put(
            new Entry(id, entry.uri(), State.WITHDRAWN, bare, "", List.of()).onto(found), deed);
      }
    });
    return found;
  }

  /// Erases a person: their account, and their name wherever it says who did something. There they
  /// are called by a random name, the same everywhere, and nobody keeps which. Empty where there is
  /// no such account.
  ///
  /// @param by who does, as the trail names them
  public Optional<Gone> person(String login, String by) {
    Optional<Person> found = accounts.persons().find(Person.login(login));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Person person = found.get();
    String pseudonym = pseudonym();
    accounts.persons().disable(person.login(), true, by);
    var mentioned = new ArrayList<String>();
    for (State state : State.values()) {
      for (DatasetId id : store.ids(null, state)) {
        locks.alone(id, () -> renamed(id, person, pseudonym)).ifPresent(mentioned::add);
      }
    }
    accounts.store().tenants().stream()
        .filter(tenant -> names(tenant.toString(), person))
        .forEach(tenant -> mentioned.add(tenant.slug()));
    accounts.store().erase(person, pseudonym, new Deed(by, Deed.What.PERSON_ERASED, "", pseudonym));
    return Optional.of(new Gone(pseudonym, mentioned));
  }

  private static String pseudonym() {
    byte[] random = new byte[6];
    RANDOM.nextBytes(random);
    return "erased-" + HexFormat.of().formatHex(random);
  }

  /// Calls somebody otherwise in what is noted about a dataset; the dataset where they are still
  /// named besides.
  private Optional<String> renamed(DatasetId id, Person person, String pseudonym) {
    Optional<Stored> found = store.find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = found.get().entry();
    String notes = entry.notes();
    if (!notes.isEmpty()) {
      Notes before = Notes.read(notes);
      Notes after = before.renamed(person.login(), pseudonym);
      if (!after.equals(before)) {
        notes = after.write();
        store.put(
            new Entry(id, entry.uri(), entry.state(), entry.graph(), notes, entry.earlier())
                .onto(found));
      }
    }
    boolean named =
        names(notes, person)
            || entry.graph().stream()
                .map(triple -> triple.getObject())
                .anyMatch(value -> names(text(value), person));
    return named ? Optional.of(id.toString()) : Optional.empty();
  }

  private static String text(Node value) {
    return value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
  }

  /// Whether a text has somebody's name, or their address where they sign in with that.
  private static boolean names(String text, Person person) {
    String folded = text.toLowerCase(Locale.ROOT);
    return folded.contains(person.name().toLowerCase(Locale.ROOT))
        || (person.login().contains("@") && folded.contains(person.login()));
  }
}
