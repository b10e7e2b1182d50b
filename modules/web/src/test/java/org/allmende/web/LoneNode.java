package org.allmende.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.following.Following;
import org.allmende.catalog.following.NodeRole;
import org.allmende.catalog.following.Position;
import org.allmende.catalog.following.Replication;
import org.allmende.catalog.following.Takeover;
import org.allmende.catalog.following.Unfit;
import org.allmende.model.Sha256;

/// A node with one transaction to give, which may become whatever a test wants.
public final class LoneNode implements Replication, Takeover {

  public static final String STORE = "lone";
  public static final String TRANSACTION = "# allmende\nTX .\nTC .\n";

  private final Path folder;
  private volatile NodeRole role = NodeRole.ALONE;

  LoneNode() throws IOException {
    folder = Files.createTempDirectory(Path.of("target"), "node");
    Files.writeString(folder.resolve("base"), "0123456789");
    Files.writeString(folder.resolve("changes"), TRANSACTION);
  }

  public void become(NodeRole next) {
    role = next;
  }

  @Override
  public String store() {
    return STORE;
  }

  @Override
  public NodeRole role() {
    return role;
  }

  @Override
  public Position position() {
    return new Position(1, 7);
  }

  @Override
  public Instant at() {
    return Portal.NOW;
  }

  @Override
  public long change() {
    return 5;
  }

  @Override
  public Base base() {
    return new Base(folder.resolve("base"), "lone-1-6");
  }

  @Override
  public List<Piece> after(String store, Position asked, long most) throws IOException {
    if (!store.equals(STORE)) {
      throw new Unfit(Unfit.Why.OTHER_STORE);
    }
    long length = TRANSACTION.getBytes(StandardCharsets.UTF_8).length;
    return asked.number() < 7
        ? List.of(new Piece(folder.resolve("changes"), 0, length))
        : List.of();
  }

  @Override
  public void await(long number, Duration atMost) {
    // Nothing comes.
  }

  @Override
  public Path workplace() {
    return folder;
  }

  @Override
  public Batch read(Path transactions) {
    throw new IllegalStateException("it follows nobody");
  }

  @Override
  public void apply(Batch batch) {
    throw new IllegalStateException("it follows nobody");
  }

  @Override
  public Set<Sha256> missing() {
    return Set.of();
  }

  @Override
  public boolean has(Sha256 file) {
    return false;
  }

  @Override
  public void keep(Path fetched, Sha256 name) {
    throw new IllegalStateException("it follows nobody");
  }

  @Override
  public void tidy() {
    // Nothing was fetched.
  }

  @Override
  public void complete() {
    role = role.completed();
  }

  @Override
  public long promote(long epoch) {
    role = new NodeRole(NodeRole.Kind.LEADER, "", epoch, true);
    return epoch;
  }

  @Override
  public void supersede(long epoch, String by) {
    if (epoch > position().epoch()) {
      role = new NodeRole(NodeRole.Kind.SUPERSEDED, by, epoch, true);
    }
  }

  @Override
  public void told() {
    role = role.completed();
  }

  @Override
  public Optional<Following.Health> health() {
    return role.follows()
        ? Optional.of(
            new Following.Health(role.other(), Duration.ofMillis(1_500), 3, "it does not answer"))
        : Optional.empty();
  }

  @Override
  public Following.Promotion promote() {
    return new Following.Promotion(promote(2), true, true);
  }
}
