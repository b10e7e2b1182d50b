package org.allmende.web.tenants;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.accounts.TenantReader;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.look.Crest;
import org.allmende.model.Finding;
import org.allmende.model.Tenant;
import org.allmende.vocabulary.Concept;
import org.allmende.web.access.FormPages;
import org.allmende.web.clerk.ReviewFields;
import org.allmende.web.datasets.Concepts;
import org.allmende.web.frame.Looks;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Choice;
import org.allmende.web.page.FormField;
import org.allmende.web.page.Page;
import org.allmende.web.page.Plain;
import org.allmende.web.page.SettingsPage;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The page on which an administrator says who the tenant is and how its pages look. It is shown in
/// these colours itself.
@RestController
public final class SettingsController {

  private static final String PATH = "/manage/{tenant}/settings";
  private static final int LONGEST = 500;
  private static final List<String> WHO =
      List.of("name", "ags", "contactName", "contactEmail", "homepage", "license");
  private static final List<String> COLOURS = List.of("colour", "darkColour", "accent");

  private final Tenants tenants;
  private final ReviewFields choices;
  private final Concepts concepts;
  private final FormPages forms;

  SettingsController(Tenants tenants, ReviewFields choices, Concepts concepts, FormPages forms) {
    this.tenants = tenants;
    this.choices = choices;
    this.concepts = concepts;
    this.forms = forms;
  }

  /// A form as it is shown.
  ///
  /// @param typed by the names of the fields
  /// @param wrong what is wrong with them, by the same names
  private record Form(Map<String, ?> typed, Map<String, String> wrong) {}

  @GetMapping(PATH)
  ResponseEntity<byte[]> show(
      @PathVariable String tenant,
      @RequestParam(defaultValue = "") String saved,
      HttpServletRequest request) {
    Optional<Actor> actor = Caller.of(request);
    if (actor.isEmpty()) {
      return forms.signIn(request, path(tenant));
    }
    Tenant known = find(tenant);
    return page(request, actor.get(), known, new Form(Settings.of(known), Map.of()), saved);
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> change(
      @PathVariable String tenant,
      @RequestParam(defaultValue = "") String formToken,
      @RequestParam(defaultValue = "") String removeCrest,
      @RequestParam(name = "crest", required = false) @Nullable MultipartFile picture,
      HttpServletRequest request)
      throws IOException {
    Actor actor = forms.sender(request, formToken);
    Tenant known = find(tenant);
    Words words = forms.frame(request).words();
    var typed = typed(request);
    var wrong = new LinkedHashMap<String, String>();
    if (typed.getOrDefault("name", known.name()).isEmpty()) {
      wrong.put("name", words.t("sources.wrong.empty"));
    }
    TenantReader.Result read = Settings.changed(known, typed);
    read.findings().forEach(finding -> note(words, wrong, finding));
    read.tenant()
        .ifPresent(one -> tenants.check(one, actor).forEach(found -> note(words, wrong, found)));
    boolean sent = picture != null && !picture.isEmpty();
    Optional<Crest> crest = picture != null && sent ? crest(picture) : Optional.empty();
    if (sent && crest.isEmpty()) {
      wrong.put("crest", words.t("settings.wrong.crest"));
    }
    if (!wrong.isEmpty()) {
      return page(request, actor, known, new Form(typed, wrong), "");
    }
    Tenant wanted = read.tenant().orElseThrow();
    tenants.change(
        removeCrest.isEmpty() ? wanted : wanted.with(wanted.look().with(null)),
        crest,
        actor.mark());
    return forms.goOn(request, path(tenant) + "?saved=1");
  }

  private static Optional<Crest> crest(MultipartFile picture) throws IOException {
    return picture.getSize() > Crest.MOST_BYTES ? Optional.empty() : Crest.read(picture.getBytes());
  }

  private static Map<String, String> typed(HttpServletRequest request) {
    var typed = new LinkedHashMap<String, String>();
    for (String field : Settings.FIELDS) {
      String value = request.getParameter(field);
      if (value != null) {
        typed.put(field, Plain.of(value).strip());
      }
    }
    return typed;
  }

  private static void note(Words words, Map<String, String> wrong, Finding finding) {
    String field = finding.place().column();
    wrong.put(
        field == null ? "name" : field,
        Plain.of(words.t(finding.message()) + " " + words.t(finding.advice())));
  }

  private Tenant find(String tenant) {
    return tenants.find(tenant).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
  }

  private static String path(String tenant) {
    return "/manage/" + tenant + "/settings";
  }

  private ResponseEntity<byte[]> page(
      HttpServletRequest request, Actor actor, Tenant tenant, Form form, String saved) {
    Page page = forms.frame(request, tenant.slug());
    Words words = page.words();
    String slug = tenant.slug();
    String domain = tenant.look().domain();
    var content =
        new SettingsPage(
            forms.formToken(request),
            path(slug),
            "/tenants/" + slug,
            Plain.of(tenant.name()),
            slug,
            Looks.crest(tenant),
            !saved.isEmpty(),
            WHO.stream().map(name -> field(words, form, name)).toList(),
            COLOURS.stream().map(name -> field(words, form, name)).toList(),
            field(words, form, "crest"),
            actor.isOperator() ? List.of(field(words, form, "domain")) : List.of(),
            domain == null ? "" : domain);
    HttpStatus status = form.wrong().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    return forms.answer(request, status, "settings", page, content);
  }

  private FormField field(Words words, Form form, String name) {
    Object typed = form.typed().get(name);
    String value = typed == null ? "" : typed.toString();
    String key = "settings.field." + name;
    boolean choice = name.equals("license");
    return new FormField(
        name,
        words.t(key),
        choice ? "choice" : name.equals("contactEmail") ? "email" : "text",
        value,
        choice ? licenses(words, value) : List.of(),
        words.has(key + ".why") ? words.t(key + ".why") : "",
        form.wrong().getOrDefault(name, ""),
        name.equals("name"),
        LONGEST);
  }

  /// What may be chosen, with what is said now.
  private List<Choice> licenses(Words words, String said) {
    String now = concepts.license(said).map(Concept::uri).orElse(said);
    var all = new ArrayList<Choice>();
    boolean found = false;
    for (Choice one : choices.licenses(words)) {
      boolean chosen = one.value().equals(now);
      found |= chosen;
      all.add(new Choice(chosen ? said : one.value(), one.label(), chosen));
    }
    if (!found) {
      all.addFirst(
          new Choice(said, said.isEmpty() ? words.t("settings.usual-license") : said, true));
    }
    return all;
  }
}
