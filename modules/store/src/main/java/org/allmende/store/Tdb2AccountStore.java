package org.allmende.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.catalog.look.Crest;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.allmende.model.Sha256;
import org.allmende.model.Tenant;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// Tenants, persons and tokens in the private part of the store, each one statement with a JSON
/// text. Tokens are named by their hash, so that one look-up finds them; persons by the hash of
/// their login, which may hold signs that no name of ours may.
final class Tdb2AccountStore implements AccountStore {

  private final PrivateTexts texts;
  private final Writer writer;
  private final Tdb2Trail trail;

  Tdb2AccountStore(PrivateTexts texts, Writer writer, Tdb2Trail trail) {
    this.texts = texts;
    this.writer = writer;
    this.trail = trail;
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
  public void put(Tenant tenant, Optional<Crest> crest, Deed deed) {
    Node picture = crestNode(tenant.slug());
    texts.write(
        tenantNode(tenant.slug()),
        Words.TENANT,
        tenant,
        edit -> {
          if (tenant.look().crest() == null) {
            edit.about(picture, Set.of());
          }
          crest.ifPresent(
              one -> edit.about(picture, PrivateTexts.about(picture, Words.CREST, one)));
          trail.write(edit, deed, 0);
        });
  }

  @Override
  public Optional<Crest> crest(String tenant) {
    return texts.one(crestNode(tenant), Words.CREST, Crest.class);
  }

  @Override
  public Optional<TenantRules> rules(String tenant) {
    return texts.one(rulesNode(tenant), Words.RULES, TenantRules.class);
  }

  @Override
  public void put(TenantRules rules, Deed deed) {
    texts.write(rulesNode(rules.tenant()), Words.RULES, rules, List.of(deed));
  }

  @Override
  public List<Person> persons() {
    return texts.all(Words.PERSON, Person.class).stream()
        .sorted(Comparator.comparing(Person::login))
        .toList();
  }

  @Override
  public Optional<Person> person(String login) {
    return texts.one(personNode(login), Words.PERSON, Person.class);
  }

  @Override
  public Person put(String login, Function<Optional<Person>, Person> made, Deed... deeds) {
    return texts.make(personNode(login), Words.PERSON, Person.class, made, List.of(deeds));
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
  public void put(Token token, Deed deed) {
    texts.write(tokenNode(token.hash()), Words.TOKEN, token, List.of(deed));
  }

  @Override
  public void change(Sha256 token, UnaryOperator<Token> change) {
    texts.change(tokenNode(token), Words.TOKEN, Token.class, change);
  }

  @Override
  public boolean revoke(String name, Deed deed) {
    return writer.write(edit -> {
      List<Node> named =
          edit.secrets(Words.TOKEN).stream()
              .filter(t -> PrivateTexts.read(t.getObject(), Token.class).name().equals(name))
              .map(Triple::getSubject)
              .toList();
      named.forEach(token -> edit.about(token, Set.of()));
      if (!named.isEmpty()) {
        trail.write(edit, deed, 0);
      }
      return !named.isEmpty();
    });
  }

  @Override
  public void erase(Person person, String pseudonym, Deed deed) {
    writer.write(edit -> {
      edit.about(personNode(person.login()), Set.of());
      for (Triple token : edit.secrets(Words.TOKEN)) {
        Token one = PrivateTexts.read(token.getObject(), Token.class);
        if (person.login().equals(one.maker())) {
          edit.about(
              token.getSubject(),
              Set.of(
                  Triple.create(
                      token.getSubject(),
                      Words.TOKEN,
                      Words.text(Json.own().writeValueAsString(one.madeBy(pseudonym))))));
        }
      }
      Tdb2Trail.rewrite(edit, said -> said.renamed(person.login(), person.name(), pseudonym));
      trail.write(edit, deed, 0);
      return true;
    });
  }

  private static Node tenantNode(String slug) {
    return Words.uri("tenant:" + slug);
  }

  private static Node crestNode(String slug) {
    return Words.uri("crest:" + slug);
  }

  private static Node rulesNode(String slug) {
    return Words.uri("rules:" + slug);
  }

  private static Node personNode(String login) {
    return Words.uri("person:" + Sha256.of(login.getBytes(StandardCharsets.UTF_8)).hex());
  }

  private static Node tokenNode(Sha256 hash) {
    return Words.uri("token:" + hash.hex());
  }
}
