package org.allmende.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.allmende.catalog.erasing.Erasing;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.Deed;
import org.allmende.model.DatasetId;
import org.allmende.model.Slug;
import org.allmende.store.InUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `erase`: takes out what a person asks to be gone, and leaves no byte of it in the data
/// directory. Where a server works in the directory, that one does it and goes on serving.
@Command(name = "erase")
final class Erase implements Callable<Integer> {

  static final String ERRAND = "erase";

  private static final String DATASETS = "datasets";
  private static final String PERSON = "person";

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "TENANT/SLUG", arity = "0..*", descriptionKey = "erase.datasets")
  private List<String> datasets = new ArrayList<>();

  @Option(names = "--person", paramLabel = "LOGIN", descriptionKey = "erase.person")
  private String person = "";

  @Override
  public Integer call() throws IOException {
    var wish = new LinkedHashMap<String, @Nullable Object>();
    wish.put(DATASETS, datasets);
    wish.put(PERSON, person);
    Map<String, @Nullable Object> done = erase(wish);
    if (common.isJson()) {
      common.json(done);
    } else {
      tell(Json.own().valueToTree(done));
    }
    return Exit.DONE;
  }

  private Map<String, @Nullable Object> erase(Map<String, @Nullable Object> wish)
      throws IOException {
    try (var installation = common.openExisting()) {
      return run(installation, Json.own().valueToTree(wish), Duration.ZERO);
    } catch (InUseException _) {
      return Errands.ask(common.data(), ERRAND, wish);
    }
  }

  private void tell(JsonNode done) {
    for (JsonNode one : done.path("erased")) {
      common.say(Words.of("erase.done", one.path("id").asString()));
      if (!one.path("sources").isEmpty()) {
        common.say(Words.of("erase.sources", joined(one.path("sources"))));
      }
    }
    if (!done.path("pseudonym").isNull()) {
      common.say(Words.of("erase.person.done", person, done.path("pseudonym").asString()));
      if (!done.path("mentioned").isEmpty()) {
        common.say(Words.of("erase.mentioned", joined(done.path("mentioned"))));
      }
    }
    common.say(Words.of("erase.expunged", done.path("sweptFiles").asString()));
    if (done.path("keptFiles").asLong() > 0) {
      common.say(Words.of("erase.files", done.path("keptFiles").asString()));
    }
    common.say(Words.of("erase.beyond"));
  }

  private static String joined(JsonNode names) {
    return String.join(", ", names.valueStream().map(JsonNode::asString).toList());
  }

  /// Erases what is wished for, then what is left of it in files. All that is named is there, or
  /// nothing is done.
  ///
  /// @param onTheirWay how long files stay that came of late
  static Map<String, @Nullable Object> run(
      Installation installation, JsonNode wish, Duration onTheirWay) throws IOException {
    var ids = new ArrayList<DatasetId>();
    for (JsonNode one : wish.path(DATASETS)) {
      ids.add(known(installation, one.asString()));
    }
    String login = wish.path(PERSON).asString("");
    if (!login.isEmpty() && installation.persons().find(login).isEmpty()) {
      throw new Exit(Exit.NOT_FOUND, Words.of("person.unknown", login));
    }
    Erasing erasing = installation.erasing();
    var erased = new ArrayList<Erasing.Dataset>();
    for (DatasetId id : ids) {
      erasing.dataset(id, Deed.COMMAND).ifPresent(erased::add);
    }
    var done = new LinkedHashMap<String, @Nullable Object>();
    done.put(
        "erased",
        erased.stream()
            .map(one -> Map.of("id", one.id().toString(), "sources", one.sources()))
            .toList());
    var gone = login.isEmpty() ? null : erasing.person(login, Deed.COMMAND).orElse(null);
    done.put("pseudonym", gone == null ? null : gone.pseudonym());
    done.put("mentioned", gone == null ? List.of() : gone.mentioned());
    var compacted = installation.expunge(onTheirWay);
    done.put("sweptFiles", compacted.swept().files());
    done.put("sweptBytes", compacted.swept().bytes());
    done.put(
        "keptFiles",
        erased.stream()
            .flatMap(one -> one.files().stream())
            .distinct()
            .filter(file -> installation.directory().files().find(file).isPresent())
            .count());
    return done;
  }

  private static DatasetId known(Installation installation, String text) {
    int slash = text.indexOf('/');
    String tenant = text.substring(0, Math.max(0, slash));
    String slug = text.substring(slash + 1);
    if (!Slug.isValid(tenant) || !Slug.isValid(slug)) {
      throw new Exit(Exit.USAGE, Words.of("erase.id", text));
    }
    var id = new DatasetId(tenant, slug);
    if (installation.directory().datasets().find(id).isEmpty()) {
      throw new Exit(Exit.NOT_FOUND, Words.of("erase.unknown", text));
    }
    return id;
  }
}
