package org.allmende.web.page;

import java.util.List;

/// What would be done to several datasets, or what was.
///
/// @param formToken shows that the form came from here
/// @param path the form goes to
/// @param back to the list
/// @param done whether it was done already
/// @param title what this is
/// @param goes the datasets to which it is done, each with what changes
/// @param refused the others, each with a reason
/// @param hidden what the form sends along
/// @param button what confirms it
/// @param warning what else to know first; empty when there is nothing
public record BulkPage(
    String formToken,
    String path,
    String back,
    boolean done,
    String title,
    List<Row> goes,
    List<Row> refused,
    List<Hidden> hidden,
    String button,
    String warning) {

  public BulkPage {
    goes = List.copyOf(goes);
    refused = List.copyOf(refused);
    hidden = List.copyOf(hidden);
  }

  /// A field that is sent along.
  public record Hidden(String name, String value) {}

  /// A dataset.
  ///
  /// @param href empty where there is nothing to see
  /// @param said a reason, or what else to know; may be empty
  public record Row(
      String title, String href, String tenant, List<Difference> differences, String said) {
    public Row {
      differences = List.copyOf(differences);
    }
  }

  /// What changes.
  public record Difference(String field, String before, String after) {}
}
