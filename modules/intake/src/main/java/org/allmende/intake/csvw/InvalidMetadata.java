package org.allmende.intake.csvw;

import org.allmende.model.Finding.Place;
import org.allmende.model.Text;

/// Metadata that nothing can be made of; processing stops.
final class InvalidMetadata extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Issue issue;
  private final transient Place place;
  private final transient Text reason;

  InvalidMetadata(String property, String de, String en) {
    this(Issue.CSVW_METADATA_INVALID, Place.column(property), new Text(de, en));
  }

  InvalidMetadata(Issue issue, Place place, Text reason) {
    super(reason.en());
    this.issue = issue;
    this.place = place;
    this.reason = reason;
  }

  Issue issue() {
    return issue;
  }

  Place place() {
    return place;
  }

  Text reason() {
    return reason;
  }
}
