package org.allmende.dcat.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.allmende.model.Text;

/// What came of asking an address whether anything is there.
///
/// @param reason what happened when it was asked last
/// @param status the status of HTTP; 0 where none was given
/// @param asked when that was
/// @param since the day since which it has not answered; of one that does, the day it was asked
/// @param days on how many days in a row it was asked and did not answer
public record LinkStatus(Reason reason, int status, Instant asked, LocalDate since, int days) {

  /// On so many days a link must fail before it is called broken: one bad evening breaks none.
  static final int DAYS_UNTIL_BROKEN = 3;

  private static final Duration GOOD_FOR = Duration.ofDays(7);
  private static final Duration AGAIN_AFTER = Duration.ofDays(1);

  /// What is known of a link.
  public enum State {
    /// Something was there.
    ANSWERS,
    /// It did not answer, which may pass.
    FAILING,
    /// Nothing is there: the server says so, or it has failed on several days.
    BROKEN,
    /// We do not ask such an address, or its host does not want it; nothing is known.
    NOT_ASKED
  }

  /// What happened.
  public enum Reason {
    /// A status from 200 to 399.
    ANSWERED(0),
    /// 404 or 410.
    GONE(1),
    /// Another status that is an error.
    REFUSED(2),
    /// The connection broke off, or the answer was none.
    BROKEN_OFF(3),
    /// Too many redirects.
    REDIRECTS(4),
    /// No connection, or no answer in time.
    SILENT(5),
    /// There is no host of that name.
    UNKNOWN_HOST(6),
    /// The host's `robots.txt` does not allow it.
    ROBOTS(7),
    /// The host's `robots.txt` cannot be had for the moment, so nothing is allowed.
    ROBOTS_MISSING(8),
    /// It is no address of the public Internet that we may ask.
    ADDRESS(9);

    private final int number;

    Reason(int number) {
      this.number = number;
    }

    /// What it is written down as; never given to another.
    public int number() {
      return number;
    }
  }

  /// What is known now, when an address has been asked again.
  public LinkStatus next(Reason reason, int status, Instant asked) {
    LinkStatus fresh = first(reason, status, asked);
    if (!fresh.fails() || !fails()) {
      return fresh;
    }
    LocalDate before = day(this.asked);
    int more = before.isBefore(day(asked)) ? 1 : 0;
    return new LinkStatus(reason, status, asked, since, Math.min(15, days + more));
  }

  /// What is known when an address has been asked for the first time.
  public static LinkStatus first(Reason reason, int status, Instant asked) {
    var fresh = new LinkStatus(reason, status, asked, day(asked), 0);
    return fresh.fails() ? new LinkStatus(reason, status, asked, day(asked), 1) : fresh;
  }

  private static LocalDate day(Instant when) {
    return LocalDate.ofInstant(when, ZoneOffset.UTC);
  }

  private boolean fails() {
    return switch (reason) {
      case GONE, REFUSED, BROKEN_OFF, REDIRECTS, SILENT, UNKNOWN_HOST -> true;
      case ANSWERED, ROBOTS, ROBOTS_MISSING, ADDRESS -> false;
    };
  }

  public State state() {
    return switch (reason) {
      case ANSWERED -> State.ANSWERS;
      case GONE -> State.BROKEN;
      case ROBOTS, ROBOTS_MISSING, ADDRESS -> State.NOT_ASKED;
      case REFUSED, BROKEN_OFF, REDIRECTS, SILENT, UNKNOWN_HOST ->
          days >= DAYS_UNTIL_BROKEN ? State.BROKEN : State.FAILING;
    };
  }

  /// When it is to be asked again.
  public Instant due() {
    boolean keeps = !fails() && reason != Reason.ROBOTS_MISSING;
    return asked.plus(keeps ? GOOD_FOR : AGAIN_AFTER);
  }

  /// What happened, in words.
  public Text says() {
    return switch (reason) {
      case ANSWERED -> new Text("Die Adresse antwortet.", "The address answers.");
      case GONE ->
          new Text(
              "Unter der Adresse ist nichts (Status " + status + ").",
              "There is nothing at the address (status " + status + ").");
      case REFUSED ->
          new Text(
              "Der Server antwortet mit dem Fehler " + status + ".",
              "The server answers with the error " + status + ".");
      case BROKEN_OFF -> new Text("Die Verbindung bricht ab.", "The connection breaks off.");
      case REDIRECTS ->
          new Text("Die Adresse leitet zu oft weiter.", "The address redirects too often.");
      case SILENT -> new Text("Der Server antwortet nicht.", "The server does not answer.");
      case UNKNOWN_HOST ->
          new Text("Einen Rechner dieses Namens gibt es nicht.", "There is no host of this name.");
      case ROBOTS ->
          new Text(
              "Nicht geprüft: Die robots.txt des Servers erlaubt es nicht.",
              "Not checked: the server’s robots.txt does not allow it.");
      case ROBOTS_MISSING ->
          new Text(
              "Nicht geprüft: Die robots.txt des Servers ist zurzeit nicht zu haben.",
              "Not checked: the server’s robots.txt cannot be had for now.");
      case ADDRESS ->
          new Text(
              "Nicht geprüft: Adressen dieser Art werden nicht abgefragt.",
              "Not checked: addresses of this kind are not asked.");
    };
  }
}
