package org.allmende.catalog.store;

import java.time.Instant;
import java.util.List;

/// Who did what here, and when. Lines are added in the same transaction as what they speak of, and
/// go when they are older than they shall be kept. They are changed only where somebody is to be
/// named no more, or what was said of something that was erased. No address of anybody is noted.
public interface Trail {

  /// Adds a line about something that is not kept in the store itself.
  void note(Deed deed);

  /// The lines that are asked for, the newest first.
  List<Line> read(Question question);

  /// Takes away what was said besides about one thing: who did what, and when, stays.
  void withoutDetails(String object);

  /// How many days lines are kept from now on; for ever until it is said.
  void keep(int days);

  /// A line.
  ///
  /// @param number counted on from line to line
  /// @param change the number of the change it made in the catalogue; 0 where it made none
  record Line(long number, Instant at, long change, Deed deed) {}

  /// Which lines are wanted.
  ///
  /// @param tenant only those about its things; empty for all
  /// @param object only those about one thing; empty for all
  /// @param before only lines with lower numbers
  /// @param limit the most
  record Question(String tenant, String object, long before, int limit) {

    /// Whether a line is wanted, but for its number.
    public boolean takes(Deed deed) {
      return (tenant.isEmpty() || tenant.equals(deed.tenant()))
          && (object.isEmpty() || object.equals(deed.object()));
    }
  }
}
