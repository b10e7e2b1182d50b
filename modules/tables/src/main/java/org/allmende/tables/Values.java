package org.allmende.tables;

import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Values as they leave: texts, numbers, booleans; dates and times in ISO form.
final class Values {

  private Values() {}

  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Number number -> number;
      case Boolean truth -> truth;
      case java.sql.Timestamp moment -> seconds(moment.toLocalDateTime());
      case LocalTime time -> time.toString().length() == 5 ? time + ":00" : time.toString();
      default -> value.toString();
    };
  }

  private static String seconds(LocalDateTime moment) {
    return moment.withNano(0).toString().length() == 16 ? moment + ":00" : moment.toString();
  }
}
