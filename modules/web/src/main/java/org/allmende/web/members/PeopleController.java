package org.allmende.web.members;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Choice;
import org.allmende.web.page.Page;
import org.allmende.web.page.PeoplePage;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page on which the administrator of a tenant looks after its people and tokens.
@RestController
public final class PeopleController {

  private static final String PATH = "/manage/{tenant}/people";

  private final Accounts accounts;
  private final Membership membership;
  private final FormPages forms;
  private final Addresses addresses;
  private final InstantSource clock;

  PeopleController(
      Accounts accounts,
      Membership membership,
      FormPages forms,
      Addresses addresses,
      InstantSource clock) {
    this.accounts = accounts;
    this.membership = membership;
    this.forms = forms;
    this.addresses = addresses;
    this.clock = clock;
  }

  /// What there is to say about what was just done.
  private record Said(String note, boolean isRefused, String secret) {
    static final Said NOTHING = new Said("", false, "");
  }

  @GetMapping(PATH)
  ResponseEntity<byte[]> show(@PathVariable String tenant, HttpServletRequest request) {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, "/manage/" + tenant + "/people")
        : page(request, actor.get(), tenant(tenant), Said.NOTHING);
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> change(@PathVariable String tenant, HttpServletRequest request) {
    Actor actor = forms.sender(request, said(request, "formToken"));
    Tenant owner = tenant(tenant);
    Words words = forms.frame(request).words();
    return page(request, actor, owner, done(request, words, actor, owner.slug()));
  }

  private Said done(HttpServletRequest request, Words words, Actor actor, String tenant) {
    String login = Person.login(said(request, "login"));
    return switch (said(request, "do")) {
      case "give" -> {
        Result given =
            membership.give(actor, tenant, login, said(request, "name").strip(), role(request));
        yield link(words, given, words.t("people.given", Plain.of(login)));
      }
      case "take" ->
          said(words, membership.take(actor, tenant, login), "people.taken", Plain.of(login));
      case "link" -> link(words, membership.link(actor, tenant, login), "");
      case "token" -> token(request, words, actor, tenant);
      case "revoke" -> {
        String name = said(request, "token");
        yield said(words, membership.revoke(actor, tenant, name), "people.revoked", Plain.of(name));
      }
      case "rules" -> {
        boolean fourEyes = said(request, "four-eyes").equals("on");
        accounts.put(new TenantRules(tenant, fourEyes), actor.mark());
        yield new Said(words.t("people.rules-kept"), false, "");
      }
      default -> throw Problem.of(Trouble.INVALID_REQUEST).with("parameter", "do");
    };
  }

  private Said token(HttpServletRequest request, Words words, Actor actor, String tenant) {
    Instant end = end(said(request, "expires"));
    String name = said(request, "token");
    Result made =
        end == null
            ? new Result.Refused(Why.BAD_END)
            : membership.token(actor, tenant, name, role(request), end, clock.instant());
    return switch (made) {
      case Result.Done(var secret) -> new Said(words.t("people.token-made"), false, secret);
      case Result.Refused(var why) -> refused(words, why);
    };
  }

  private static @Nullable Instant end(String typed) {
    try {
      return LocalDate.parse(typed.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private Said link(Words words, Result result, String otherwise) {
    return switch (result) {
      case Result.Done(var secret) ->
          secret.isEmpty()
              ? new Said(otherwise, false, "")
              : new Said(
                  words.t("people.link-made", Persons.LINK_LIFE.toDays()),
                  false,
                  addresses.passwordLink(secret));
      case Result.Refused(var why) -> refused(words, why);
    };
  }

  private static Said said(Words words, Result result, String key, String what) {
    return switch (result) {
      case Result.Done _ -> new Said(words.t(key, what), false, "");
      case Result.Refused(var why) -> refused(words, why);
    };
  }

  private static Said refused(Words words, Why why) {
    return new Said(words.t("people.why." + code(why)), true, "");
  }

  static String code(Why why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Role role(HttpServletRequest request) {
    return Role.of(said(request, "role"))
        .orElseThrow(() -> Problem.of(Trouble.INVALID_REQUEST).with("parameter", "role"));
  }

  private static String said(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private Tenant tenant(String slug) {
    return accounts.tenant(slug).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, Actor actor, Tenant tenant, Said said) {
    Page page = forms.frame(request);
    Words words = page.words();
    String slug = tenant.slug();
    var content =
        new PeoplePage(
            forms.formToken(request),
            "/manage/" + slug + "/people",
            "/manage/" + slug + "/settings",
            "/manage/" + slug + "/sources",
            "/manage/" + slug + "/trail",
            Plain.of(tenant.name()),
            said.note(),
            said.isRefused(),
            said.secret(),
            membership.members(slug).stream().map(one -> member(words, actor, slug, one)).toList(),
            membership.tokens(slug).stream().map(one -> token(words, one)).toList(),
            roles(words, Role.EDITOR),
            accounts.rules(slug).fourEyes(),
            LocalDate.ofInstant(clock.instant().plus(Accounts.USUAL_LIFE), ZoneOffset.UTC)
                .toString());
    HttpStatus status = said.isRefused() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    return forms.answer(request, status, "people", page, content);
  }

  private PeoplePage.Member member(Words words, Actor actor, String tenant, Person person) {
    Role role = person.effectiveRoles().getOrDefault(tenant, Role.READER);
    return new PeoplePage.Member(
        person.login(),
        Plain.of(person.name()),
        roles(words, role),
        standing(words, person, tenant),
        membership.signsInHere(person) && !person.disabled() && Persons.isInCareOf(actor, person),
        person.login().equals(actor.login()));
  }

  private static String standing(Words words, Person person, String tenant) {
    if (person.disabled()) {
      return words.t("people.closed");
    }
    if (Membership.isFromGroup(person, tenant)) {
      return words.t("people.from-group");
    }
    if (person.outside() != null) {
      return words.t("people.outside");
    }
    return person.password() == null ? words.t("people.no-password") : "";
  }

  private static List<Choice> roles(Words words, Role chosen) {
    var roles = new ArrayList<Choice>();
    for (Role role : Role.values()) {
      roles.add(new Choice(role.code(), words.t("role." + role.code()), role == chosen));
    }
    return roles;
  }

  private PeoplePage.Token token(Words words, Token token) {
    Role role = token.role() == null ? Role.ADMINISTRATOR : token.role();
    Instant end = token.expires();
    LocalDate used = token.lastUsed();
    String expires = end == null ? words.t("people.never-ends") : words.date(end.toString());
    return new PeoplePage.Token(
        Plain.of(token.name()),
        words.t("role." + role.code()),
        token.isOver(clock.instant()) ? words.t("people.over", expires) : expires,
        used == null ? words.t("people.never-used") : words.date(used.toString()));
  }
}
