package org.allmende.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.web.http.Problem;

/// The other nodes of an installation: by which token they are known, and who of them writes.
public final class Nodes {

  private final SharedToken token;
  private final Supplier<NodeRole> role;

  /// @param token by which nodes know each other; empty where there is none
  /// @param role what this node is to others
  public Nodes(String token, Supplier<NodeRole> role) {
    this.token = new SharedToken(token);
    this.role = role;
  }

  boolean admit(HttpServletRequest request) {
    return token.isIn(request);
  }

  /// Turns away what another node has to be asked for, before its body is read.
  void requireWriting(Routes.Route route) {
    NodeRole now = role.get();
    if (route.writes() && !now.writes()) {
      throw Problem.of(new ReadOnly(now.kind() == NodeRole.Kind.SUPERSEDED, now.other()));
    }
  }
}
