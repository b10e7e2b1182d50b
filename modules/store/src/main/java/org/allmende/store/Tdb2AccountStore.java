package org.allmende.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.AccountStore;
import org.allmende.catalog.Json;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Tenants and tokens in the private part of the store, each one statement with a JSON text. Tokens
/// are named by their hash, so that one look-up finds them.
final class Tdb2AccountStore implements AccountStore {

  private final Database database;
  private final Writer writer;
  private final Disk disk;

  Tdb2AccountStore(Database database, Writer writer, Disk disk) {
    this.database = database;
    this.writer = writer;
    this.disk = disk;
  }

  @Override
  public List<Tenant> tenants() {
    return all(Words.TENANT, Tenant.class).stream()
        .sorted(Comparator.comparing(Tenant::slug))
        .toList();
  }

  @Override
  public Optional<Tenant> tenant(String slug) {
    return one(tenantNode(slug), Words.TENANT, Tenant.class);
  }

  @Override
  public void put(Tenant tenant) {
    write(tenantNode(tenant.slug()), Words.TENANT, tenant);
  }

  @Override
  public List<Token> tokens() {
    return all(Words.TOKEN, Token.class).stream()
        .sorted(Comparator.comparing(Token::name))
        .toList();
  }

  @Override
  public Optional<Token> token(Sha256 hash) {
    return one(tokenNode(hash), Words.TOKEN, Token.class);
  }

  @Override
  public void put(Token token) {
    write(tokenNode(token.hash()), Words.TOKEN, token);
  }

  @Override
  public boolean revoke(String name) {
    return writer.write(edit -> {
      List<Node> named =
          edit.secrets(Words.TOKEN).stream()
              .filter(t -> read(t.getObject(), Token.class).name().equals(name))
              .map(Triple::getSubject)
              .toList();
      named.forEach(token -> edit.about(token, Set.of()));
      return !named.isEmpty();
    });
  }

  private void write(Node subject, Node predicate, Object value) {
    disk.requireSpace();
    Node json = Words.text(Json.own().writeValueAsString(value));
    writer.write(edit -> {
      edit.about(subject, Set.of(Triple.create(subject, predicate, json)));
      return true;
    });
  }

  private <T> List<T> all(Node predicate, Class<T> type) {
    return database.read(data ->
        data.getDefaultGraph()
            .find(Node.ANY, predicate, Node.ANY)
            .mapWith(t -> read(t.getObject(), type))
            .toList());
  }

  private <T> Optional<T> one(Node subject, Node predicate, Class<T> type) {
    return database.read(data ->
        data
            .getDefaultGraph()
            .find(subject, predicate, Node.ANY)
            .mapWith(t -> read(t.getObject(), type))
            .toList()
            .stream()
            .findFirst());
  }

  private static <T> T read(Node json, Class<T> type) {
    return Json.own().readValue(json.getLiteralLexicalForm(), type);
  }

  private static Node tenantNode(String slug) {
    return Words.uri("tenant:" + slug);
  }

  private static Node tokenNode(Sha256 hash) {
    return Words.uri("token:" + hash.hex());
  }
}
