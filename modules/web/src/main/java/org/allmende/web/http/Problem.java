package org.allmende.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Why a request is not answered as asked. Thrown wherever that becomes clear, and told in one
/// place: to programs as RFC 9457 problem document, to people as a page.
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Trouble kind;
  private final transient @Nullable Text detail;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  private Problem(Trouble kind, @Nullable Text detail) {
    super(detail == null ? kind.code() : detail.en(), null, false, false);
    this.kind = kind;
    this.detail = detail;
  }

  public static Problem of(Trouble kind) {
    return new Problem(kind, null);
  }

  public static Problem of(Trouble kind, Text detail) {
    return new Problem(kind, detail);
  }

  public static Problem of(Trouble kind, String de, String en) {
    return new Problem(kind, new Text(de, en));
  }

  /// Says why nothing is written here, and where it is.
  public static Problem of(ReadOnly refusal) {
    String leader = refusal.leader();
    String name = leader.isEmpty() ? "" : " (" + leader + ")";
    Problem problem =
        refusal.isSuperseded()
            ? of(
                Trouble.READ_ONLY,
                "Ein anderer Knoten" + name + " hat übernommen; schreiben Sie dort.",
                "Another node" + name + " has taken over; write there.")
            : of(
                Trouble.READ_ONLY,
                "Dieser Knoten folgt einem anderen" + name + "; schreiben Sie dort.",
                "This node follows another one" + name + "; write there.");
    return problem.with("leader", leader.isEmpty() ? null : leader);
  }

  /// Adds a header to the answer.
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Adds a member to the problem document.
  public Problem with(String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  public Trouble kind() {
    return kind;
  }

  /// What is the matter this time; null when the kind says it all.
  public @Nullable Text detail() {
    return detail;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Map<String, Object> members() {
    return members;
  }
}
