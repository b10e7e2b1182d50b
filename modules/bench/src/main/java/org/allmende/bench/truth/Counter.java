package org.allmende.bench.truth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A dataset that is written again and again. Each version, a withdrawal among them, has a number,
/// which stands in its title and decides its file; so whatever a reader gets to see tells which
/// version it is of.
///
/// One writes to it at a time, anybody reads it. What was acknowledged before somebody asks is the
/// oldest they may be told, what has been begun when they have the answer is the newest.
final class Counter {

  /// What is seen where nothing is.
  static final int NOTHING = 0;

  private static final Pattern VERSION = Pattern.compile("Fassung (\\d{1,9})");

  private final String id;
  private final Set<Integer> withdrawals = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Instant> dates = new ConcurrentHashMap<>();
  private volatile int begun;
  private volatile int stored;
  private volatile int shown;

  /// @param id `tenant/slug`
  Counter(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  static String title(int number, int version) {
    return "Zählstelle " + number + ", Fassung " + version;
  }

  /// The version that a text tells; [#NOTHING] where it tells none.
  static int version(String text) {
    Matcher found = VERSION.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : NOTHING;
  }

  /// The file of a version.
  byte[] file(int version) {
    String table = "Zählstelle;Fassung\n" + id + ";" + version + "\n";
    return table.getBytes(StandardCharsets.UTF_8);
  }

  String hash(int version) {
    return hash(file(version));
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// A version that is going to be written.
  int begin(boolean withdrawal) {
    int version = begun + 1;
    if (withdrawal) {
      withdrawals.add(version);
    }
    begun = version;
    return version;
  }

  /// A version was answered.
  ///
  /// @param visible whether the answer says that everybody sees it
  void answered(int version, boolean visible) {
    stored = version;
    if (visible) {
      shown = version;
    }
  }

  int newest() {
    return stored;
  }

  /// The oldest version that may be told from now on.
  ///
  /// @param follows whether it is told by what follows the store, and not by the store itself
  int oldest(boolean follows) {
    return follows ? shown : stored;
  }

  /// What is wrong about having seen a version; empty when nothing is.
  ///
  /// @param oldest what [#oldest] said before it was asked for
  Optional<String> wrong(int seen, int oldest) {
    int newest = begun;
    boolean right =
        seen == NOTHING
            ? withdrawals.stream().anyMatch(version -> version >= oldest && version <= newest)
            : seen >= oldest && seen <= newest && !withdrawals.contains(seen);
    return right
        ? Optional.empty()
        : Optional.of(
            "%s: saw %s, of %d acknowledged and %d begun"
                .formatted(id, seen == NOTHING ? "nothing" : seen, oldest, newest));
  }

  /// Whether a version was withdrawn after another.
  boolean withdrawnSince(int version) {
    int newest = begun;
    return withdrawals.stream().anyMatch(one -> one >= version && one <= newest);
  }

  /// What is wrong about the date of a version, which is the same wherever it is told and never
  /// before that of a version before.
  ///
  /// @param date in the form of ISO 8601; some tell it by the second only
  Optional<String> wrongDate(int version, String date) {
    Instant moment = Instant.parse(date);
    if (!moment.equals(second(moment))) {
      dates.putIfAbsent(version, moment);
    }
    Instant known = dates.getOrDefault(version, moment);
    if (!moment.equals(known) && !moment.equals(second(known))) {
      return Optional.of(id + ": version " + version + " of " + known + ", and of " + date);
    }
    Instant before = dates.getOrDefault(version - 1, Instant.EPOCH);
    return second(before).isAfter(moment)
        ? Optional.of(id + ": version " + version + " of " + date + ", after " + before)
        : Optional.empty();
  }

  private static Instant second(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
