package org.allmende.web.members;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.catalog.accounts.AccountStore.Token;
import org.allmende.catalog.accounts.Accounts;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Membership;
import org.allmende.catalog.accounts.Membership.Result;
import org.allmende.catalog.accounts.Membership.Why;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantRules;
import org.allmende.model.Addresses;
import org.allmende.web.http.Caller;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The members, tokens and rules of a tenant, for programs of its administrator.
@RestController
public final class MembersApi {

  private static final String BASE = "/api/v1/tenants/{tenant}";

  private final Accounts accounts;
  private final Membership membership;
  private final Addresses addresses;
  private final InstantSource clock;

  MembersApi(Accounts accounts, Membership membership, Addresses addresses, InstantSource clock) {
    this.accounts = accounts;
    this.membership = membership;
    this.addresses = addresses;
    this.clock = clock;
  }

  @GetMapping(BASE + "/members")
  ResponseEntity<byte[]> members(@PathVariable String tenant, HttpServletRequest request) {
    require(tenant);
    return Reply.to(request)
        .json(() -> membership.members(tenant).stream().map(one -> json(one, tenant)).toList());
  }

  /// `{"role","name"}`; who has no account yet gets one, and the answer its link, this once.
  @PutMapping(BASE + "/members/{login}")
  ResponseEntity<byte[]> give(
      @PathVariable String tenant, @PathVariable String login, HttpServletRequest request)
      throws IOException {
    require(tenant);
    JsonNode said = JsonBody.read(request);
    Actor actor = actor(request);
    String link =
        done(
            membership.give(
                actor, tenant, login, said.path("name").asString(""), role(said, "role")));
    var json =
        membership.members(tenant).stream()
            .filter(one -> one.login().equals(Person.login(login)))
            .findFirst()
            .map(one -> json(one, tenant))
            .orElseThrow(() -> Problem.of(Trouble.CONFLICT));
    if (!link.isEmpty()) {
      json.put("link", addresses.passwordLink(link));
      json.put("linkDays", Persons.LINK_LIFE.toDays());
    }
    return Reply.written(link.isEmpty() ? HttpStatus.OK : HttpStatus.CREATED, Map.of(), json);
  }

  @DeleteMapping(BASE + "/members/{login}")
  ResponseEntity<byte[]> take(
      @PathVariable String tenant, @PathVariable String login, HttpServletRequest request) {
    require(tenant);
    done(membership.take(actor(request), tenant, Person.login(login)));
    return ResponseEntity.noContent().build();
  }

  @GetMapping(BASE + "/tokens")
  ResponseEntity<byte[]> tokens(@PathVariable String tenant, HttpServletRequest request) {
    require(tenant);
    return Reply.to(request)
        .json(() -> membership.tokens(tenant).stream().map(MembersApi::json).toList());
  }

  /// `{"name","role","expires"}`; the answer holds the secret, this once.
  @PostMapping(BASE + "/tokens")
  ResponseEntity<byte[]> token(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    require(tenant);
    JsonNode said = JsonBody.read(request);
    String name = said.path("name").asString("").strip();
    String secret =
        done(
            membership.token(
                actor(request), tenant, name, role(said, "role"), end(said), clock.instant()));
    var json =
        membership.tokens(tenant).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .map(MembersApi::json)
            .orElseThrow(() -> Problem.of(Trouble.CONFLICT));
    json.put("token", secret);
    return Reply.written(HttpStatus.CREATED, Map.of(), json);
  }

  @DeleteMapping(BASE + "/tokens/{name}")
  ResponseEntity<byte[]> revoke(
      @PathVariable String tenant, @PathVariable String name, HttpServletRequest request) {
    require(tenant);
    done(membership.revoke(actor(request), tenant, name));
    return ResponseEntity.noContent().build();
  }

  @GetMapping(BASE + "/rules")
  ResponseEntity<byte[]> rules(@PathVariable String tenant, HttpServletRequest request) {
    require(tenant);
    return Reply.to(request).json(() -> json(accounts.rules(tenant)));
  }

  /// `{"fourEyes"}`.
  @PutMapping(BASE + "/rules")
  ResponseEntity<byte[]> change(@PathVariable String tenant, HttpServletRequest request)
      throws IOException {
    require(tenant);
    JsonNode fourEyes = JsonBody.read(request).path("fourEyes");
    if (!fourEyes.isBoolean()) {
      throw wrong("fourEyes");
    }
    var rules = new TenantRules(tenant, fourEyes.asBoolean());
    accounts.put(rules, actor(request).mark());
    return Reply.written(HttpStatus.OK, Map.of(), json(rules));
  }

  private Instant end(JsonNode said) {
    String typed = said.path("expires").asString("");
    try {
      return typed.isEmpty()
          ? clock.instant().plus(Accounts.USUAL_LIFE)
          : LocalDate.parse(typed).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      throw wrong("expires");
    }
  }

  private static Role role(JsonNode said, String name) {
    return Role.of(said.path(name).asString("")).orElseThrow(() -> wrong(name));
  }

  private static Problem wrong(String parameter) {
    return Problem.of(
            Trouble.INVALID_REQUEST,
            "Die Angabe „" + parameter + "“ fehlt oder stimmt nicht.",
            "What is said as “" + parameter + "” is missing or not right.")
        .with("parameter", parameter);
  }

  private static String done(Result result) {
    return switch (result) {
      case Result.Done(var secret) -> secret;
      case Result.Refused(var why) -> throw refused(why);
    };
  }

  private static Problem refused(Why why) {
    String key = "people.why." + PeopleController.code(why);
    return Problem.of(
            why == Why.UNKNOWN ? Trouble.NOT_FOUND : Trouble.CONFLICT,
            Words.GERMAN.t(key),
            Words.ENGLISH.t(key))
        .with("reason", PeopleController.code(why));
  }

  private static Actor actor(HttpServletRequest request) {
    return Caller.of(request).orElseThrow(() -> Problem.of(Trouble.UNAUTHENTICATED));
  }

  private void require(String tenant) {
    if (accounts.tenant(tenant).isEmpty()) {
      throw Problem.of(Trouble.NOT_FOUND);
    }
  }

  private static Map<String, @Nullable Object> json(Person person, String tenant) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("login", person.login());
    json.put("name", person.name());
    json.put("role", person.effectiveRoles().getOrDefault(tenant, Role.READER).code());
    json.put("disabled", person.disabled());
    json.put("hasPassword", person.password() != null);
    json.put("fromGroup", Membership.isFromGroup(person, tenant));
    return json;
  }

  private static Map<String, @Nullable Object> json(Token token) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    Role role = token.role();
    json.put("name", token.name());
    json.put("role", (role == null ? Role.ADMINISTRATOR : role).code());
    json.put("created", token.created().toString());
    json.put("expires", token.expires() == null ? null : token.expires().toString());
    json.put("lastUsed", token.lastUsed() == null ? null : token.lastUsed().toString());
    json.put("madeBy", token.maker());
    return json;
  }

  private static Map<String, Object> json(TenantRules rules) {
    return Map.of("fourEyes", rules.fourEyes());
  }
}
