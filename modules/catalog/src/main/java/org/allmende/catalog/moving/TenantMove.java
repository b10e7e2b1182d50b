package org.allmende.catalog.moving;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.harvest.Source;
import org.allmende.catalog.harvest.SourceStore;
import org.allmende.catalog.moving.MoveRefused.Reason;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Bytes;
import org.allmende.model.DatasetId;
import org.allmende.model.Sha256;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.graph.GraphFactory;
import tools.jackson.core.JacksonException;

/// Writes everything a tenant owns to one file, and takes such a file in. What is the same gives
/// the same bytes: written again by the installation that took it in, the file is equal.
///
/// It is a zip file of N-Triples, JSON and the files as they came, so that it can be read without
/// us. Not in it is what only says something about the house the tenant lived in: change numbers,
/// the days its datasets appeared there, the trail, passwords.
public final class TenantMove {

  private static final String FORMAT = "allmende-tenant ";
  private static final int VERSION = 1;
  private static final String FORMAT_ENTRY = "format";
  private static final String BELONGINGS = "tenant.json";
  private static final String DATASETS = "datasets/";
  private static final String FILES = "files/";
  private static final String JSON = ".json";
  private static final String TRIPLES = ".nt";

  /// The largest description or document that is read.
  private static final int MOST_BYTES = 64 << 20;

  private static final int TOGETHER = 100;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final DatasetStore datasets;
  private final FileStore files;
  private final AccountStore accounts;
  private final SourceStore sources;
  private final InstantSource clock;

  public TenantMove(
      DatasetStore datasets,
      FileStore files,
      AccountStore accounts,
      SourceStore sources,
      InstantSource clock) {
    this.datasets = datasets;
    this.files = files;
    this.accounts = accounts;
    this.sources = sources;
    this.clock = clock;
  }

  /// What was moved.
  public record Moved(String tenant, int datasets, int files, int members, int tokens) {}

  /// Writes a tenant.
  public Moved write(Tenant tenant, OutputStream out) throws IOException {
    Belongings belongings = belongings(tenant);
    var hashes = new TreeSet<Sha256>(Comparator.comparing(Sha256::hex));
    int count = 0;
    try (var zip = new ZipOutputStream(new BufferedOutputStream(out))) {
      put(zip, FORMAT_ENTRY, (FORMAT + VERSION + "\n").getBytes(StandardCharsets.UTF_8));
      put(zip, BELONGINGS, Json.own().writeValueAsBytes(belongings));
      for (DatasetId id : ids(tenant.slug())) {
        Entry entry = datasets.find(id).orElseThrow().entry();
        MovedDataset moved = MovedDataset.of(entry);
        put(zip, DATASETS + id.slug() + JSON, Json.own().writeValueAsBytes(moved));
        put(zip, DATASETS + id.slug() + TRIPLES, lines(entry.graph()));
        hashes.addAll(moved.files());
        count++;
      }
      for (Sha256 hash : hashes) {
        file(zip, hash);
      }
    }
    return new Moved(
        tenant.slug(),
        count,
        hashes.size(),
        belongings.members().size(),
        belongings.tokens().size());
  }

  private Belongings belongings(Tenant tenant) {
    String slug = tenant.slug();
    return new Belongings(
        tenant,
        accounts.crest(slug).stream().toList(),
        accounts.rules(slug).orElse(TenantRules.usual(slug)),
        accounts.persons().stream()
            .filter(person -> person.roles().containsKey(slug))
            .map(person ->
                new Belongings.Member(person.login(), person.name(), person.roles().get(slug)))
            .toList(),
        accounts.tokens().stream()
            .filter(token -> slug.equals(token.tenant()))
            .sorted(Comparator.comparing(AccountStore.Token::name))
            .toList(),
        sources.sources().stream().filter(source -> source.tenant().equals(slug)).toList());
  }

  private List<DatasetId> ids(String tenant) {
    var ids = new ArrayList<DatasetId>();
    for (State state : State.values()) {
      ids.addAll(datasets.ids(tenant, state));
    }
    ids.sort(Comparator.comparing(DatasetId::slug));
    return ids;
  }

  private void file(ZipOutputStream zip, Sha256 hash) throws IOException {
    Optional<Bytes> bytes = files.find(hash);
    if (bytes.isEmpty()) {
      throw new NoSuchFileException(FILES + hash, null, "a dataset refers to it");
    }
    zip.putNextEntry(entry(FILES + hash));
    try (InputStream in = bytes.get().open(0, bytes.get().size())) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /// The file says nothing of when it was written.
  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  /// A graph as N-Triples, in the order of the lines.
  private static byte[] lines(Graph graph) {
    var out = new ByteArrayOutputStream();
    RDFDataMgr.write(out, graph, Lang.NTRIPLES);
    String sorted =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    return sorted.getBytes(StandardCharsets.UTF_8);
  }

  /// Takes a tenant in. Everything is looked at before anything is written; descriptions are read
  /// twice for that, and never all kept.
  public Moved read(Path file) throws IOException, MoveRefused {
    try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      requireFormat(zip);
      Belongings belongings = Json.own().readValue(bytes(zip, BELONGINGS), Belongings.class);
      String slug = belongings.tenant().slug();
      List<String> names = names(zip);
      var uris = new HashSet<String>();
      var hashes = new TreeSet<Sha256>(Comparator.comparing(Sha256::hex));
      for (String name : names) {
        Entry entry = entry(zip, slug, name);
        if (!uris.add(entry.uri())) {
          throw new MoveRefused(Reason.URI_IS_TAKEN, entry.uri());
        }
        hashes.addAll(MovedDataset.of(entry).files());
      }
      requireRoom(belongings, uris);
      requireFiles(zip, hashes);
      return take(zip, belongings, names, hashes);
    } catch (ZipException
        | JacksonException
        | RiotException
        | IllegalArgumentException
        | NullPointerException e) {
      throw new MoveRefused(Reason.NOT_A_TENANT, String.valueOf(e.getMessage()));
    }
  }

  private static void requireFormat(ZipFile zip) throws IOException, MoveRefused {
    String said = new String(bytes(zip, FORMAT_ENTRY), StandardCharsets.UTF_8).strip();
    if (!said.matches(FORMAT + "\\d{1,6}")) {
      throw new MoveRefused(Reason.NOT_A_TENANT, said);
    }
    if (Integer.parseInt(said.substring(FORMAT.length())) > VERSION) {
      throw new MoveRefused(Reason.NEWER, said);
    }
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException, MoveRefused {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new MoveRefused(Reason.NOT_A_TENANT, name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new MoveRefused(Reason.NOT_A_TENANT, name);
      }
      return bytes;
    }
  }

  /// Where the datasets stand, in order.
  private static List<String> names(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(DATASETS) && name.endsWith(JSON))
        .sorted()
        .toList();
  }

  private static Entry entry(ZipFile zip, String tenant, String name)
      throws IOException, MoveRefused {
    MovedDataset moved = Json.own().readValue(bytes(zip, name), MovedDataset.class);
    String lines = name.substring(0, name.length() - JSON.length()) + TRIPLES;
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.create()
        .source(new ByteArrayInputStream(bytes(zip, lines)))
        .lang(Lang.NTRIPLES)
        .parse(graph);
    return moved.entry(tenant, graph);
  }

  private void requireRoom(Belongings belongings, Set<String> uris) throws MoveRefused {
    String slug = belongings.tenant().slug();
    Belongings here = belongings(belongings.tenant());
    boolean isHere =
        !ids(slug).isEmpty()
            || !here.members().isEmpty()
            || !here.tokens().isEmpty()
            || !here.sources().isEmpty();
    if (isHere) {
      throw new MoveRefused(Reason.TENANT_IS_HERE, slug);
    }
    for (String uri : uris) {
      if (datasets.idOf(uri).isPresent()) {
        throw new MoveRefused(Reason.URI_IS_TAKEN, uri);
      }
    }
    var taken =
        accounts.tokens().stream()
            .filter(token -> !slug.equals(token.tenant()))
            .map(AccountStore.Token::name)
            .collect(Collectors.toUnmodifiableSet());
    for (AccountStore.Token token : belongings.tokens()) {
      if (taken.contains(token.name())) {
        throw new MoveRefused(Reason.TOKEN_IS_TAKEN, token.name());
      }
      if (!slug.equals(token.tenant())) {
        throw new MoveRefused(Reason.NOT_A_TENANT, token.name());
      }
    }
    if (!slug.equals(belongings.rules().tenant())) {
      throw new MoveRefused(Reason.NOT_A_TENANT, belongings.rules().tenant());
    }
    String domain = belongings.tenant().look().domain();
    if (domain != null
        && accounts.tenants().stream()
            .anyMatch(one -> !one.slug().equals(slug) && domain.equals(one.look().domain()))) {
      throw new MoveRefused(Reason.DOMAIN_IS_TAKEN, domain);
    }
    belongings.members().forEach(this::newcomer);
    for (Source source : belongings.sources()) {
      if (!source.tenant().equals(slug)) {
        throw new MoveRefused(Reason.NOT_A_TENANT, source.key());
      }
    }
  }

  private static void requireFiles(ZipFile zip, SortedSet<Sha256> hashes)
      throws IOException, MoveRefused {
    for (Sha256 hash : hashes) {
      ZipEntry entry = zip.getEntry(FILES + hash);
      if (entry == null || !hash.equals(hash(zip, entry))) {
        throw new MoveRefused(Reason.FILE_DAMAGED, hash.hex());
      }
    }
  }

  private static Sha256 hash(ZipFile zip, ZipEntry entry) throws IOException {
    var digest = Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Sha256.of(digest);
  }

  private Moved take(
      ZipFile zip, Belongings belongings, List<String> names, SortedSet<Sha256> hashes)
      throws IOException, MoveRefused {
    for (Sha256 hash : hashes) {
      try (InputStream in = zip.getInputStream(zip.getEntry(FILES + hash))) {
        files.receive(in, hash.hex(), List.of(), "application/octet-stream", Long.MAX_VALUE);
      }
    }
    accounts.put(
        belongings.tenant(),
        belongings.crest().stream().findFirst(),
        deed(belongings, Deed.What.TENANT_ADDED, belongings.tenant().slug()));
    accounts.put(belongings.rules(), deed(belongings, Deed.What.SETTINGS_CHANGED, ""));
    var group = new ArrayList<Entry>(TOGETHER);
    for (String name : names) {
      group.add(entry(zip, belongings.tenant().slug(), name));
      if (group.size() == TOGETHER) {
        datasets.putAll(group);
        group.clear();
      }
    }
    datasets.putAll(group);
    for (Belongings.Member member : belongings.members()) {
      accounts.put(
          member.login(),
          known ->
              known
                  .orElseGet(() -> newcomer(member))
                  .with(belongings.tenant().slug(), member.role()),
          deed(belongings, Deed.What.ROLE_GIVEN, member.login()));
    }
    belongings.tokens().forEach(accounts::put);
    belongings.sources().forEach(sources::put);
    return new Moved(
        belongings.tenant().slug(),
        names.size(),
        hashes.size(),
        belongings.members().size(),
        belongings.tokens().size());
  }

  private Person newcomer(Belongings.Member member) {
    return Person.of(member.login(), member.name(), clock.instant());
  }

  private static Deed deed(Belongings belongings, Deed.What what, String object) {
    return new Deed(Deed.COMMAND, what, belongings.tenant().slug(), object);
  }
}
