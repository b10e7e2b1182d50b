package org.allmende.catalog.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Outcome;
import org.allmende.catalog.publishing.Publishing;
import org.allmende.catalog.publishing.Submission;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Notes;
import org.allmende.catalog.store.Receipt;
import org.allmende.catalog.store.Stored;
import org.allmende.dcat.checking.Profile;
import org.allmende.dcat.mending.Mending;
import org.allmende.dcat.mending.Repair;
import org.allmende.dcat.reading.Datasets;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Metadata;
import org.allmende.model.State;
import org.allmende.model.Tenant;

/// Mends what a check has found, in one go. What others have described is mended in its graph; what
/// was described here is described anew with what was missing, and what the clerk has said is left
/// as it is.
public final class Repairing {

  private final DatasetStore store;
  private final Publishing publishing;
  private final Tenants tenants;
  private final Mending mending;

  public Repairing(DatasetStore store, Publishing publishing, Tenants tenants, Mending mending) {
    this.store = store;
    this.publishing = publishing;
    this.tenants = tenants;
    this.mending = mending;
  }

  /// What became of a dataset.
  ///
  /// @param applied what was mended, in order; empty where there was nothing to do
  /// @param change from which on it is seen
  public record Repaired(List<Repair> applied, long change) {
    public Repaired {
      applied = List.copyOf(applied);
    }
  }

  /// What could be mended.
  public List<Repair> proposals(Browsing.Shown shown) {
    Entry entry = shown.stored().entry();
    return mending
        .proposals(entry.graph(), entry.uri(), Profile.DCAT_AP_DE, tenant(entry.id()))
        .stream()
        .filter(repair -> applies(shown.notes(), repair))
        .toList();
  }

  /// Mends what is wanted; empty where there is no such dataset, or it was withdrawn.
  ///
  /// @param actor who asks for it, as the trail names them
  public Optional<Repaired> repair(DatasetId id, Predicate<Repair> wanted, String actor)
      throws IOException {
    return publishing.alone(
        id,
        () -> {
          Optional<Stored> found =
              store.find(id).filter(stored -> stored.entry().state() != State.WITHDRAWN);
          return found.isEmpty()
              ? Optional.<Repaired>empty()
              : Optional.of(repair(found.get(), wanted, actor));
        });
  }

  private Repaired repair(Stored stored, Predicate<Repair> wanted, String actor)
      throws IOException {
    Entry entry = stored.entry();
    Notes notes = Notes.read(entry.notes());
    Tenant tenant = tenant(entry.id());
    Mending.Mended mended =
        mending.mend(
            entry.graph(),
            entry.uri(),
            Profile.DCAT_AP_DE,
            tenant,
            wanted.and(repair -> applies(notes, repair)));
    if (mended.applied().isEmpty()) {
      return new Repaired(List.of(), stored.change());
    }
    if (!notes.isOurs()) {
      Receipt receipt =
          store.put(
              new Entry(
                  entry.id(),
                  entry.uri(),
                  entry.state(),
                  mended.graph(),
                  entry.notes(),
                  entry.earlier(),
                  stored.change()),
              new Deed(actor, Deed.What.MENDED, entry.id().tenant(), entry.id().toString()));
      return new Repaired(mended.applied(), receipt.change());
    }
    Set<String> codes = mended.applied().stream().map(Repair::code).collect(Collectors.toSet());
    Metadata said = filled(notes.said(), Datasets.read(mended.graph(), entry.uri()), codes);
    var submission =
        new Submission(
            tenant,
            entry.id(),
            entry.id().slug(),
            List.of(),
            said,
            List.of(),
            entry.state() == State.PUBLISHED,
            actor);
    return switch (publishing.publish(submission)) {
      case Outcome.Kept kept -> new Repaired(mended.applied(), kept.change());
      case Outcome.Refused _ -> new Repaired(List.of(), stored.change());
    };
  }

  /// Whether a repair can be made: of what is described here only where nobody has said anything.
  private static boolean applies(Notes notes, Repair repair) {
    return !notes.isOurs() || isOpen(notes.said(), repair.code());
  }

  private static boolean isOpen(Metadata said, String code) {
    return switch (code) {
      case "license-missing" -> said.license() == null;
      case "contact-missing" -> said.contact() == null;
      case "publisher-missing" -> said.publisher() == null;
      case "themes-missing" -> said.themes().isEmpty();
      case "keywords-missing" -> said.keywords().isEmpty();
      case "spatial-missing" -> said.spatial().isEmpty();
      case "temporal-missing" -> said.temporal() == null;
      default -> false;
    };
  }

  private static Metadata filled(Metadata said, Dataset mended, Set<String> codes) {
    return new Metadata(
        said.title(),
        said.description(),
        codes.contains("keywords-missing") ? mended.keywords() : said.keywords(),
        codes.contains("themes-missing") ? mended.themes() : said.themes(),
        codes.contains("publisher-missing") ? mended.publisher() : said.publisher(),
        codes.contains("contact-missing") ? mended.contact() : said.contact(),
        codes.contains("license-missing")
            ? mended.licenses().stream().findFirst().orElse(null)
            : said.license(),
        codes.contains("spatial-missing") ? places(mended) : said.spatial(),
        codes.contains("temporal-missing")
            ? mended.temporal().stream().findFirst().orElse(null)
            : said.temporal(),
        said.frequency(),
        said.hvd(),
        said.language(),
        said.identifier(),
        said.landingPage(),
        said.decisions());
  }

  private static List<String> places(Dataset mended) {
    var places = new ArrayList<String>();
    for (Dataset.Place place : mended.places()) {
      String uri = place.uri();
      if (uri != null) {
        places.add(uri);
      }
    }
    return places;
  }

  private Tenant tenant(DatasetId id) {
    return tenants
        .find(id.tenant())
        .orElseGet(() -> new Tenant(id.tenant(), id.tenant(), null, null, null, null));
  }
}
