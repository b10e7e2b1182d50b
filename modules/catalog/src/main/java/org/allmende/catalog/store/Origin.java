package org.allmende.catalog.store;

/// Where a description was harvested. A dataset has one for each source that gives it.
///
/// @param source the source's name
/// @param id what the source calls the dataset
/// @param hash of its description there; empty when it has to be looked at again
/// @param alias of its identifier and publisher, by which other sources may give the same dataset;
///   empty where it lacks one of these
/// @param shown whether this is the description that is shown
/// @param gone whether the source had it once, and has it no more
public record Origin(
    String source, String id, String hash, String alias, boolean shown, boolean gone) {

  public boolean isOf(String wantedSource, String wantedId) {
    return source.equals(wantedSource) && id.equals(wantedId);
  }

  public Origin withShown(boolean now) {
    return new Origin(source, id, hash, alias, now, gone);
  }

  public Origin forgotten() {
    return new Origin(source, id, "", alias, false, gone);
  }

  public Origin lost() {
    return new Origin(source, id, hash, alias, false, true);
  }
}
