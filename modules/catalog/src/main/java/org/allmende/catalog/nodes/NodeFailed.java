package org.allmende.catalog.nodes;

/// A node gave no answer to a question.
public final class NodeFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final Status status;
  private final boolean tired;

  private NodeFailed(Status status, boolean tired, Throwable cause) {
    super(cause);
    this.status = status;
    this.tired = tired;
  }

  private NodeFailed(Status status, boolean tired, String said) {
    super(said);
    this.status = status;
    this.tired = tired;
  }

  /// It could not be reached, or broke off.
  public static NodeFailed because(Exception cause) {
    return new NodeFailed(Status.FAILED, true, cause);
  }

  /// It answered something that is no answer.
  public static NodeFailed saying(String what) {
    return new NodeFailed(Status.FAILED, true, what);
  }

  /// It will not be asked this, or may not be asked at all.
  ///
  /// @param tired whether it will not answer other questions now, either
  public static NodeFailed refused(String what, boolean tired) {
    return new NodeFailed(Status.REFUSED, tired, what);
  }

  Status status() {
    return status;
  }

  boolean isTired() {
    return tired;
  }
}
