package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.allmende.catalog.moving.MoveRefused;
import org.allmende.catalog.moving.TenantMove;
import org.allmende.model.Metadata;
import org.allmende.model.Slug;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenant`: who publishes here.
@Command(
    name = "tenant",
    mixinStandardHelpOptions = true,
    subcommands = {
      TenantCommand.Add.class,
      TenantCommand.ListAll.class,
      TenantCommand.Export.class,
      TenantCommand.Import.class
    })
final class TenantCommand {

  /// `tenant add`: takes in a tenant, or replaces its settings.
  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "SLUG")
    private String slug = "";

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--ags", paramLabel = "AGS")
    private @Nullable String ags;

    @Option(names = "--contact-name", paramLabel = "NAME")
    private @Nullable String contactName;

    @Option(names = "--contact-email", paramLabel = "MAIL")
    private @Nullable String contactEmail;

    @Option(names = "--license", paramLabel = "CODE")
    private @Nullable String license;

    @Option(names = "--homepage", paramLabel = "URL")
    private @Nullable String homepage;

    @Override
    public Integer call() throws IOException {
      if (!Slug.isValid(slug)) {
        throw new Exit(Exit.USAGE, Words.of("tenant.slug", slug, Slug.of(slug)));
      }
      var contact =
          contactName == null && contactEmail == null
              ? null
              : new Metadata.Contact(contactName, contactEmail, null);
      try (var installation = common.open()) {
        installation
            .tenants()
            .put(new Tenant(slug, name == null ? slug : name, ags, contact, license, homepage));
        common.say(Words.of("tenant.added", slug));
        return Exit.DONE;
      }
    }
  }

  /// `tenant export`: everything a tenant owns, in one file.
  @Command(name = "export")
  static final class Export implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(index = "0", paramLabel = "SLUG")
    private String slug = "";

    @Parameters(index = "1", paramLabel = "FILE")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        Tenant tenant =
            installation
                .directory()
                .accounts()
                .tenant(slug)
                .orElseThrow(() -> new Exit(Exit.NOT_FOUND, Words.of("harvest.tenant", slug)));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
          TenantMove.Moved moved;
          OwnerOnly.create(part); // it holds drafts, people, and what tokens hash to
          try (var out = Files.newOutputStream(part)) {
            moved = installation.moving().write(tenant, out);
          }
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
          told(common, "tenant.exported", moved);
        } finally {
          Files.deleteIfExists(part);
        }
        return Exit.DONE;
      }
    }
  }

  /// `tenant import`: takes in what `tenant export` has written.
  @Command(name = "import")
  static final class Import implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      Path written = Common.present(file);
      try (var installation = common.open()) {
        told(common, "tenant.imported", installation.moving().read(written));
        return Exit.DONE;
      } catch (MoveRefused e) {
        String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        throw new Exit(Exit.FINDINGS, Words.of("tenant.refused." + reason, e.detail()));
      }
    }
  }

  private static void told(Common common, String key, TenantMove.Moved moved) {
    if (common.isJson()) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("tenant", moved.tenant());
      json.put("datasets", moved.datasets());
      json.put("files", moved.files());
      json.put("members", moved.members());
      json.put("tokens", moved.tokens());
      common.json(json);
    } else {
      common.say(
          Words.of(
              key,
              moved.tenant(),
              moved.datasets(),
              moved.files(),
              moved.members(),
              moved.tokens()));
    }
  }

  /// `tenant list`.
  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    @Mixin private Common common = new Common();

    @Override
    public Integer call() throws IOException {
      try (var installation = common.openExisting()) {
        for (Tenant tenant : installation.tenants().all()) {
          int datasets =
              installation.directory().datasets().ids(tenant.slug(), State.PUBLISHED).size();
          if (common.isJson()) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("slug", tenant.slug());
            json.put("name", tenant.name());
            json.put("ags", tenant.ags());
            json.put("datasets", datasets);
            common.json(json);
          } else {
            common.say(tenant.slug() + "  " + tenant.name() + "  " + datasets);
          }
        }
        return Exit.DONE;
      }
    }
  }
}
