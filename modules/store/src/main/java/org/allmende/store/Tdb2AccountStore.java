package org.allmende.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Tenants and tokens in the private part of the store, each one statement with a JSON text. Tokens
/// are named by their hash, so that one look-up finds them.
final class Tdb2AccountStore implements AccountStore {

  private final PrivateTexts texts;
  private final Writer writer;

  Tdb2AccountStore(PrivateTexts texts, Writer writer) {
    this.texts = texts;
    this.writer = writer;
  }

  @Override
  public List<Tenant> tenants() {
    return texts.all(Words.TENANT, Tenant.class).stream()
        .sorted(Comparator.comparing(Tenant::slug))
        .toList();
  }

  @Override
  public Optional<Tenant> tenant(String slug) {
    return texts.one(tenantNode(slug), Words.TENANT, Tenant.class);
  }

  @Override
  public void put(Tenant tenant) {
    texts.write(tenantNode(tenant.slug()), Words.TENANT, tenant);
  }

  @Override
  public List<Token> tokens() {
    return texts.all(Words.TOKEN, Token.class).stream()
        .sorted(Comparator.comparing(Token::name))
        .toList();
  }

  @Override
  public Optional<Token> token(Sha256 hash) {
    return texts.one(tokenNode(hash), Words.TOKEN, Token.class);
  }

  @Override
  public void put(Token token) {
    texts.write(tokenNode(token.hash()), Words.TOKEN, token);
  }

  @Override
  public boolean revoke(String name) {
    return writer.write(edit -> {
      List<Node> named =
          edit.secrets(Words.TOKEN).stream()
              .filter(t -> PrivateTexts.read(t.getObject(), Token.class).name().equals(name))
              .map(Triple::getSubject)
              .toList();
      named.forEach(token -> edit.about(token, Set.of()));
      return !named.isEmpty();
    });
  }

  private static Node tenantNode(String slug) {
    return Words.uri("tenant:" + slug);
  }

  private static Node tokenNode(Sha256 hash) {
    return Words.uri("token:" + hash.hex());
  }
}
