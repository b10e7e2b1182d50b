package org.allmende.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.BitSet;
import org.allmende.model.Sha256;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;

/// What a store holds, told in 1 MiB however large it is.
///
/// Its statements fall into 65,536 shares: those of a graph into one, and in the private part those
/// about a subject into one. Of each share the hashes of its statements are added up, so that the
/// order they are read in does not matter. Two states of a store differ in the shares whose sums
/// do, and in no other.
final class Shares {

  static final int COUNT = 1 << 16;
  static final int BYTES = COUNT * Long.BYTES * 2;

  private final long[] sums = new long[2 * COUNT];
  private final MessageDigest digest = Sha256.digest();
  private @Nullable Node last;
  private int lastShare;

  /// Reads what [#bytes] wrote.
  static Shares read(byte[] bytes) {
    var shares = new Shares();
    ByteBuffer.wrap(bytes).asLongBuffer().get(shares.sums);
    return shares;
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(BYTES);
    bytes.asLongBuffer().put(sums);
    return bytes.array();
  }

  /// The share a statement falls into.
  int of(Quad quad) {
    Node about = isPrivate(quad) ? quad.getSubject() : quad.getGraph();
    if (!about.equals(last)) {
      last = about;
      lastShare = hash(NodeFmtLib.strNT(about)).getShort() & 0xffff;
    }
    return lastShare;
  }

  private static boolean isPrivate(Quad quad) {
    return quad.isTriple() || quad.isDefaultGraph();
  }

  private ByteBuffer hash(String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Counts a statement in.
  void add(Quad quad) {
    int share = of(quad);
    String statement =
        NodeFmtLib.strNT(quad.getSubject())
            + " "
            + NodeFmtLib.strNT(quad.getPredicate())
            + " "
            + NodeFmtLib.strNT(quad.getObject());
    String graph = isPrivate(quad) ? "" : " " + NodeFmtLib.strNT(quad.getGraph());
    ByteBuffer hash = hash(statement + graph);
    sums[2 * share] += hash.getLong();
    sums[2 * share + 1] += hash.getLong();
  }

  /// The shares that are not as in another state.
  BitSet differing(Shares other) {
    var differing = new BitSet(COUNT);
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] != other.sums[i]) {
        differing.set(i / 2);
      }
    }
    return differing;
  }
}
