package org.allmende.web.page;

import java.util.List;

/// What the page on which a file is looked over says while somebody types.
///
/// @param change the state of the dataset that the form now goes on from
/// @param said whether what is typed is kept
/// @param unclear what of it was not understood
/// @param fields what stands in the form now: some of it may follow from what was typed; empty
///   where it is not kept
/// @param score how good it makes the description
public record TypedPage(
    String change,
    String said,
    List<String> unclear,
    List<ReviewPage.Field> fields,
    ScoreView score) {

  public TypedPage {
    unclear = List.copyOf(unclear);
    fields = List.copyOf(fields);
  }
}
