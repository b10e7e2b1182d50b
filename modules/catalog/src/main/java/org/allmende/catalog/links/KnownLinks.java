package org.allmende.catalog.links;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.quality.LinkStatus;
import org.allmende.dcat.quality.LinkStatus.Reason;
import org.allmende.dcat.quality.LinkStatus.State;
import org.allmende.dcat.quality.LinkStatuses;
import org.allmende.dcat.reading.Link;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Sha256;
import org.allmende.model.Text;

/// What is known of addresses: of our own from the store, of those elsewhere from asking them.
public final class KnownLinks implements LinkStatuses {

  private static final int MOST_FINDINGS = 50;
  private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATASET =
      Pattern.compile("(?:api/v1/)?datasets/([a-z0-9-]+)/([a-z0-9-]+)(?:[./].*)?");
  private static final Pattern FILE = Pattern.compile("files/([0-9a-f]{64})/.*");

  private final LinkMemory memory;
  private final DatasetStore store;
  private final FileStore files;
  private final String own;
  private final InstantSource clock;

  public KnownLinks(
      LinkMemory memory,
      DatasetStore store,
      FileStore files,
      Addresses addresses,
      InstantSource clock) {
    this.memory = memory;
    this.store = store;
    this.files = files;
    this.own = bare(addresses.base()) + "/";
    this.clock = clock;
  }

  private static String bare(String address) {
    return SCHEME.matcher(address).replaceFirst("");
  }

  /// Whether an address is one of this installation, which we need not ask.
  public boolean isOwn(String address) {
    String bare = bare(address) + "/";
    return bare.regionMatches(true, 0, own, 0, own.length());
  }

  @Override
  public Optional<LinkStatus> of(String address) {
    return isOwn(address) ? Optional.of(own(address)) : memory.of(address);
  }

  /// Every link of a description with what is known of it.
  ///
  /// @param link where it stands
  /// @param status what came of asking; empty where it has not been asked
  /// @param own whether it is one of ours, which is looked up whenever it is asked about
  public record Checked(Link link, Optional<LinkStatus> status, boolean own) {

    public boolean isBroken() {
      return status.map(known -> known.state() == State.BROKEN).orElse(false);
    }
  }

  /// The links of a dataset.
  public List<Checked> in(Entry entry) {
    return Link.in(entry.graph(), entry.uri()).stream()
        .map(link -> new Checked(link, of(link.address()), isOwn(link.address())))
        .toList();
  }

  /// A published dataset with the links of it that are broken.
  public record Broken(Entry entry, List<Checked> links) {
    public Broken {
      links = List.copyOf(links);
    }
  }

  /// A tenant's published datasets with broken links, in order, from some place on.
  ///
  /// @param after the last slug seen; empty to begin
  public List<Broken> broken(String tenant, String after, int limit) {
    var found = new ArrayList<Broken>();
    for (DatasetId id : memory.broken(tenant, after, limit)) {
      store
          .find(id)
          .map(Stored::entry)
          .filter(entry -> entry.state() == org.allmende.model.State.PUBLISHED)
          .map(entry -> new Broken(entry, in(entry).stream().filter(Checked::isBroken).toList()))
          .ifPresent(found::add);
    }
    return found;
  }

  /// How many of a tenant's datasets have a broken link.
  public int countBroken(String tenant) {
    return memory.broken(tenant);
  }

  /// Its broken links, as findings.
  public List<Finding> findings(Entry entry) {
    var findings = new ArrayList<Finding>();
    for (Checked one : in(entry)) {
      if (one.isBroken() && findings.size() < MOST_FINDINGS) {
        findings.add(finding(one.link(), one.status().get()));
      }
    }
    return findings;
  }

  private static Finding finding(Link link, LinkStatus status) {
    Text says = status.says();
    return new Finding(
        "link-broken",
        Severity.WARNING,
        new Finding.Place(null, link.field(), link.address()),
        new Text(
            "Ein Link ist nicht erreichbar. " + says.de(),
            "A link cannot be reached. " + says.en()),
        new Text(
            "Rufen Sie die Adresse im Browser auf, und berichtigen oder entfernen Sie sie, wo sie"
                + " herkommt.",
            "Open the address in a browser, and correct or remove it where it comes from."));
  }

  private LinkStatus own(String address) {
    String path = bare(address);
    path = path.length() <= own.length() ? "" : path.substring(own.length());
    int status = status(path.replaceFirst("[?#].*", ""));
    Instant now = clock.instant();
    return LinkStatus.first(status == 200 ? Reason.ANSWERED : Reason.GONE, status, now);
  }

  private int status(String path) {
    var dataset = DATASET.matcher(path);
    if (dataset.matches()) {
      return status(dataset.group(1), dataset.group(2));
    }
    var file = FILE.matcher(path);
    boolean isMissing = file.matches() && files.find(new Sha256(file.group(1))).isEmpty();
    return isMissing ? 404 : 200;
  }

  private int status(String tenant, String slug) {
    DatasetId id;
    try {
      id = new DatasetId(tenant, slug);
    } catch (IllegalArgumentException _) {
      return 404;
    }
    return store
        .standing(id)
        .map(standing ->
            switch (standing.state()) {
              case PUBLISHED, DRAFT -> 200;
              case WITHDRAWN -> 410;
            })
        .orElse(404);
  }
}
