package org.allmende.catalog.store;

import java.util.List;
import java.util.Objects;
import org.allmende.catalog.said.Json;
import org.allmende.model.Bytes;
import org.allmende.model.Claim;
import org.allmende.model.DeclaredTable;
import org.allmende.model.Finding;
import org.allmende.model.Learnt;
import org.allmende.model.Metadata;
import org.allmende.model.Sha256;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.jspecify.annotations.Nullable;

/// What belongs to a dataset but is not for publication: what was said about it, which files it is
/// made of, where its values come from. Kept by the store as JSON.
///
/// @param said what the publisher said, decisions included
/// @param files the files, the most telling first
/// @param claims where the values of the description come from
/// @param findings what of the things said could not be used
/// @param version counted from 1, one more whenever the files change
/// @param actor who handed it in last
/// @param origins the sources that give it; empty for what was not harvested
/// @param learnt what the catalogue taught about these files; it stays while they do, however the
///   catalogue grows. Null where it was not asked
public record Notes(
    Metadata said,
    List<File> files,
    List<Claim> claims,
    List<Finding> findings,
    int version,
    String actor,
    List<Origin> origins,
    @Nullable Learnt learnt,
    @Nullable Review review,
    @Nullable Plan plan) {

  /// For datasets that somebody else has described.
  public static final Notes NONE = of(List.of());

  private static final String HARVESTED = "{\"origins\":";

  public Notes {
    files = List.copyOf(files);
    claims = List.copyOf(claims);
    findings = List.copyOf(findings);
    // Notes of earlier releases name none.
    origins = origins == null ? List.of() : List.copyOf(origins);
  }

  /// The notes of a dataset that sources give and nobody here has described.
  public static Notes of(List<Origin> origins) {
    return new Notes(
        Metadata.NOTHING, List.of(), List.of(), List.of(), 0, "", origins, null, null, null);
  }

  private record Harvested(List<Origin> origins) {}

  /// A file of the dataset.
  ///
  /// @param name as its giver called it
  /// @param folders the folders it lay in, outermost first
  /// @param size in bytes
  /// @param declared what the descriptor that came with it declares about its tables
  /// @param told how a person says it is to be read
  public record File(
      Sha256 sha256,
      String name,
      List<String> folders,
      String mediaType,
      long size,
      List<DeclaredTable> declared,
      Told told) {

    public File {
      folders = List.copyOf(folders);
      // Notes that were written before these were kept have none.
      declared = List.copyOf(Objects.requireNonNullElse(declared, List.of()));
      told = Objects.requireNonNullElse(told, Told.NOTHING);
    }

    /// A file that came without a descriptor.
    public File(Sha256 sha256, String name, List<String> folders, String mediaType, long size) {
      this(sha256, name, folders, mediaType, size, List.of(), Told.NOTHING);
    }

    public static File of(Upload upload) {
      return new File(
          upload.sha256(),
          upload.name(),
          upload.folders(),
          upload.mediaType(),
          upload.size(),
          upload.declared(),
          upload.told());
    }

    public Upload at(Bytes bytes) {
      return new Upload(name, folders, mediaType, sha256, size, bytes, declared, told);
    }

    /// The same with how it is to be read.
    public File telling(Told other) {
      return new File(sha256, name, folders, mediaType, size, declared, other);
    }
  }

  /// The same at another point of its review. What was returned is not published by itself.
  public Notes with(Review next) {
    Plan left = next.waits() ? plan : null;
    return new Notes(said, files, claims, findings, version, actor, origins, learnt, next, left);
  }

  /// The same with another plan.
  public Notes with(Plan next) {
    return new Notes(said, files, claims, findings, version, actor, origins, learnt, review, next);
  }

  /// The same without a plan.
  public Notes unplanned() {
    return new Notes(said, files, claims, findings, version, actor, origins, learnt, review, null);
  }

  /// The same with somebody called otherwise, who is not to be named any more.
  public Notes renamed(String login, String pseudonym) {
    String handedIn = actor.equals(login) ? pseudonym : actor;
    Review judged =
        review == null || !review.by().equals(login)
            ? review
            : new Review(pseudonym, pseudonym, review.at(), review.returned());
    Plan planned =
        plan == null || !plan.by().equals(login)
            ? plan
            : new Plan(pseudonym, pseudonym, plan.since(), plan.at(), plan.failed());
    return new Notes(
        said, files, claims, findings, version, handedIn, origins, learnt, judged, planned);
  }

  /// Whether the dataset was described here, from files or by hand.
  public boolean isOurs() {
    return version > 0;
  }

  /// The JSON for the store; empty where there is nothing to note.
  public String write() {
    if (isOurs()) {
      return Json.own().writeValueAsString(this);
    }
    return origins.isEmpty() ? "" : Json.own().writeValueAsString(new Harvested(origins));
  }

  /// Reads what [#write] has written.
  public static Notes read(String json) {
    if (json.startsWith(HARVESTED)) {
      return of(Json.own().readValue(json, Harvested.class).origins());
    }
    return json.isEmpty() ? NONE : Json.own().readValue(json, Notes.class);
  }
}
