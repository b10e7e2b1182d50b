package org.allmende.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hours of the day in which little is asked, as `1-5`: from one o'clock until before five. They
/// may reach beyond midnight, as `22-4`.
///
/// @param from the first hour, 0 to 23
/// @param until the hour at which they are over, 1 to 24
record QuietHours(int from, int until) {

  static final QuietHours USUAL = new QuietHours(1, 5);

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Pattern FORM = Pattern.compile("(\\d{1,2})\\s*-\\s*(\\d{1,2})");
  private static final int DAY = 24;

  QuietHours {
    if (from >= DAY || until > DAY || from == until) {
      throw new IllegalArgumentException("no hours: " + from + "-" + until);
    }
  }

  /// @throws IllegalArgumentException when the text is none
  static QuietHours of(String text) {
    Matcher hours = FORM.matcher(text);
    if (!hours.matches()) {
      throw new IllegalArgumentException("no hours: " + text);
    }
    return new QuietHours(Integer.parseInt(hours.group(1)), Integer.parseInt(hours.group(2)));
  }

  boolean hold(Instant moment) {
    int hour = moment.atZone(ZONE).getHour();
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
  }
}
