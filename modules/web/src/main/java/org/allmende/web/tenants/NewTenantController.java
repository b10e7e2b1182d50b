package org.allmende.web.tenants;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.Membership;
import org.allmende.catalog.accounts.Membership.Result;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.accounts.Role;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.said.Json;
import org.allmende.model.Addresses;
import org.allmende.model.Tenant;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.page.FormField;
import org.allmende.web.page.Link;
import org.allmende.web.page.NewTenantPage;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The page on which the operator takes in a tenant and invites its first administrator.
@RestController
public final class NewTenantController {

  private static final String PATH = "/manage/new-tenant";
  private static final int LONGEST = 100;
  private static final List<String> FIELDS = List.of("name", "slug", "ags", "login");

  private final Tenants tenants;
  private final Membership membership;
  private final FormPages forms;
  private final Addresses addresses;

  NewTenantController(
      Tenants tenants, Membership membership, FormPages forms, Addresses addresses) {
    this.tenants = tenants;
    this.membership = membership;
    this.forms = forms;
    this.addresses = addresses;
  }

  @GetMapping(PATH)
  ResponseEntity<byte[]> show(HttpServletRequest request) {
    return Caller.of(request).isEmpty()
        ? forms.signIn(request, PATH)
        : page(request, Map.of(), Map.of(), NewTenantPage.Done.NOTHING);
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> add(
      @RequestParam(defaultValue = "") String formToken, HttpServletRequest request) {
    Actor actor = forms.sender(request, formToken);
    Words words = forms.frame(request).words();
    var typed = new LinkedHashMap<String, String>();
    for (String field : FIELDS) {
      String value = request.getParameter(field);
      typed.put(field, value == null ? "" : Plain.of(value).strip());
    }
    var wrong = new LinkedHashMap<String, String>();
    Optional<Tenant> read = read(words, typed, wrong);
    String login = Person.login(typed.getOrDefault("login", ""));
    if (!Person.isLogin(login)) {
      wrong.put("login", words.t("people.why.bad-login"));
    }
    if (!wrong.isEmpty() || read.isEmpty()) {
      return page(request, typed, wrong, NewTenantPage.Done.NOTHING);
    }
    Tenant tenant = tenants.add(read.get(), actor.mark());
    Result given = membership.give(actor, tenant.slug(), login, "", Role.ADMINISTRATOR);
    return page(request, Map.of(), Map.of(), done(words, tenant, login, given));
  }

  private Optional<Tenant> read(Words words, Map<String, String> typed, Map<String, String> wrong) {
    TenantReader.Result read = TenantReader.json(Json.own().writeValueAsBytes(typed));
    read.findings()
        .forEach(finding ->
            wrong.put(
                String.valueOf(finding.place().column()),
                Plain.of(words.t(finding.message()) + " " + words.t(finding.advice()))));
    if (typed.getOrDefault("name", "").isEmpty()) {
      wrong.put("name", words.t("sources.wrong.empty"));
    }
    read.tenant()
        .flatMap(one -> tenants.find(one.slug()))
        .ifPresent(known -> wrong.put("slug", words.t("new-tenant.taken", Plain.of(known.name()))));
    return read.tenant();
  }

  private NewTenantPage.Done done(Words words, Tenant tenant, String login, Result given) {
    String folder = "/manage/" + tenant.slug();
    var next =
        List.of(
            new Link(words.t("settings.link.one"), folder + "/settings"),
            new Link(words.t("people.link.one"), folder + "/people"));
    String name = Plain.of(tenant.name());
    return switch (given) {
      case Result.Done(var secret) ->
          secret.isEmpty()
              ? new NewTenantPage.Done(
                  words.t("new-tenant.done", name), words.t("people.given", login), "", next)
              : new NewTenantPage.Done(
                  words.t("new-tenant.done", name),
                  words.t("people.link-made", Persons.LINK_LIFE.toDays()),
                  addresses.passwordLink(secret),
                  next);
      case Result.Refused(var why) ->
          new NewTenantPage.Done(
              words.t("new-tenant.done", name),
              words.t("people.why." + why.name().toLowerCase(Locale.ROOT).replace('_', '-')),
              "",
              next);
    };
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request,
      Map<String, String> typed,
      Map<String, String> wrong,
      NewTenantPage.Done done) {
    Page page = forms.frame(request);
    var fields = new ArrayList<FormField>();
    for (String name : FIELDS) {
      String key = "new-tenant." + name;
      fields.add(
          new FormField(
              name,
              page.words().t(key),
              "text",
              typed.getOrDefault(name, ""),
              List.of(),
              page.words().t(key + ".why"),
              wrong.getOrDefault(name, ""),
              !name.equals("ags"),
              LONGEST));
    }
    HttpStatus status = wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    var content = new NewTenantPage(forms.formToken(request), PATH, fields, done);
    return forms.answer(request, status, "new-tenant", page, content);
  }
}
