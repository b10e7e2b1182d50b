package org.allmende.catalog.bulk;

import java.util.List;
import java.util.Locale;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.model.DatasetId;
import org.jspecify.annotations.Nullable;

/// What an order means for one dataset, or what came of it there.
///
/// @param id as it was asked for
/// @param shown the dataset as it was before; null where whoever asks sees none
/// @param differences what would be another in its description
/// @param planFalls whether a publication that somebody else has planned falls with it
/// @param refused why nothing is done; null where it is
/// @param change the number of the change that it made; 0 where it made none
public record Step(
    DatasetId id,
    Browsing.@Nullable Shown shown,
    List<Difference> differences,
    boolean planFalls,
    @Nullable Why refused,
    long change) {

  public Step {
    differences = List.copyOf(differences);
  }

  /// Why nothing is done to a dataset.
  public enum Why {
    /// There is none, or it is not for whoever asks to know.
    UNKNOWN,
    /// It was described elsewhere.
    NOT_OURS,
    /// It was withdrawn.
    WITHDRAWN,
    /// Their role does not go so far.
    ROLE,
    /// The tenant wants four eyes, and nobody has submitted it.
    NOT_SUBMITTED,
    /// The tenant wants four eyes, and they have submitted it themselves.
    OWN,
    /// This is done to drafts.
    NO_DRAFT,
    /// This is done to what is public.
    NOT_PUBLIC,
    /// Something was found about which nobody has decided.
    BLOCKED,
    /// Somebody has changed it since it was looked at.
    CHANGED,
    /// It is like that already.
    NOTHING,
    /// The machine was in trouble.
    TROUBLE;

    /// The name in lower case.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A field of a description that orders change.
  public enum Field {
    LICENSE,
    CONTACT,
    PUBLISHER,
    THEMES,
    KEYWORDS,
    FREQUENCY;

    /// The name in lower case.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A field before and after; addresses of concepts stand as they are.
  public record Difference(Field field, List<String> before, List<String> after) {
    public Difference {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  static Step refused(DatasetId id, Why why) {
    return new Step(id, null, List.of(), false, why, 0);
  }

  static Step refused(Browsing.Shown shown, Why why) {
    return new Step(shown.id(), shown, List.of(), false, why, 0);
  }

  static Step done(Browsing.Shown shown, long change) {
    return new Step(shown.id(), shown, List.of(), false, null, change);
  }
}
