package org.allmende.dcat.describing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.words.FileName;
import org.allmende.model.Column;
import org.allmende.model.ColumnType;
import org.allmende.model.Dataset;
import org.allmende.model.DatasetId;
import org.allmende.model.Dialect;
import org.allmende.model.Draft;
import org.allmende.model.Metadata;
import org.allmende.model.Sha256;
import org.allmende.model.Table;
import org.allmende.model.Tenant;
import org.allmende.model.Upload;
import org.allmende.vocabulary.Vocabularies;
import org.jspecify.annotations.Nullable;

/// Hand-made drafts, tenants and requests.
public final class Examples {

  public static final String BASE = "https://daten.example.org";
  public static final Vocabularies VOCABULARIES = Vocabularies.shipped();
  public static final Describer DESCRIBER = new Describer(VOCABULARIES);

  private Examples() {}

  public static Tenant weidenstedt() {
    return new Tenant(
        "weidenstedt",
        "Stadt Weidenstedt",
        "05315000",
        new Metadata.Contact("Amt für Daten", "daten@weidenstedt.example", null),
        "dl-by-de/2.0",
        "https://www.weidenstedt.example");
  }

  public static Tenant withoutLicense() {
    Tenant tenant = weidenstedt();
    return new Tenant(
        tenant.slug(), tenant.name(), tenant.ags(), tenant.contact(), null, tenant.homepage());
  }

  /// A tree register as CSV.
  public static Draft trees() {
    return csv("strassenbaeume_2023_export.csv", List.of("umwelt"))
        .column("Baumnummer", ColumnType.STRING, "identifier", "0001", "1204")
        .column("Straße", ColumnType.STRING, "street", "Ahornweg", "Ziegelei")
        .column("Baumart", ColumnType.STRING, "category", "Ahorn", "Zierkirsche")
        .column("Pflanzjahr", ColumnType.INTEGER, null, "1901", "2021")
        .column("lat", ColumnType.DECIMAL, "latitude", "50.91", "50.99")
        .column("lon", ColumnType.DECIMAL, "longitude", "6.81", "7.02")
        .rows(1204)
        .within(new Dataset.Box(6.81, 50.91, 7.02, 50.99))
        .draft();
  }

  public static Describer.Request request(Draft draft, Tenant tenant, Metadata said) {
    var id = new DatasetId(tenant.slug(), "strassenbaeume");
    return new Describer.Request(
        id,
        BASE + "/datasets/" + id,
        BASE,
        tenant,
        List.of(draft),
        said,
        Instant.parse("2024-02-01T08:00:00Z"),
        Instant.parse("2024-03-01T09:30:00Z"),
        List.of(),
        Experience.NONE);
  }

  /// The same with the times at which its versions came, and somebody to learn from.
  static Describer.Request with(
      Describer.Request request, List<Instant> versions, Experience experience) {
    return new Describer.Request(
        request.id(),
        request.uri(),
        request.base(),
        request.tenant(),
        request.drafts(),
        request.said(),
        request.issued(),
        request.modified(),
        versions,
        experience);
  }

  static Metadata titled(String title) {
    return said(Map.of("de", title), null, List.of());
  }

  static Metadata said(Map<String, String> title, @Nullable String license, List<String> themes) {
    return new Metadata(
        title, Map.of(), List.of(), themes, null, null, license, List.of(), null, null, null, null,
        null, null, List.of());
  }

  public static TableDraft csv(String name, List<String> folders) {
    return new TableDraft(name, folders);
  }

  /// Builds a draft with one table.
  public static final class TableDraft {
    private final String name;
    private final List<String> folders;
    private final List<Column> columns = new ArrayList<>();
    private List<String> preamble = List.of();
    private Dataset.@Nullable Box extent;
    private List<String> footer = List.of();
    private long rows = 10;

    TableDraft(String name, List<String> folders) {
      this.name = name;
      this.folders = folders;
    }

    TableDraft rows(long count) {
      rows = count;
      return this;
    }

    TableDraft within(Dataset.Box box) {
      extent = box;
      return this;
    }

    TableDraft preamble(String... lines) {
      preamble = List.of(lines);
      return this;
    }

    public TableDraft footer(String... lines) {
      footer = List.of(lines);
      return this;
    }

    public TableDraft column(
        String header, ColumnType type, @Nullable String meaning, String min, String max) {
      var top =
          min.equals(max)
              ? List.of(new Column.Frequency(min, rows))
              : List.of(new Column.Frequency(min, 1), new Column.Frequency(max, 1));
      columns.add(
          new Column(
              columns.size() + 1,
              header,
              type,
              meaning,
              null,
              null,
              new Column.Profile(0, top.size(), true, min, max, top)));
      return this;
    }

    public TableDraft values(String header, @Nullable String meaning, Map<String, Long> values) {
      var top =
          values.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .map(e -> new Column.Frequency(e.getKey(), e.getValue()))
              .toList();
      columns.add(
          new Column(
              columns.size() + 1,
              header,
              ColumnType.STRING,
              meaning,
              null,
              null,
              new Column.Profile(0, top.size(), true, null, null, top)));
      return this;
    }

    public Draft draft() {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      var upload = new Upload(name, folders, "text/csv", Sha256.of(bytes), 52_144, Path.of(name));
      var dialect = new Dialect("utf-8", false, ";", null, null, "LF", null);
      int header = preamble.size() + 1;
      var table =
          new Table(
              FileName.of(name).stem(),
              dialect,
              header,
              1,
              header + 1,
              rows,
              footer.size(),
              columns,
              List.of(),
              preamble,
              footer,
              extent,
              List.of(),
              List.of(),
              List.of());
      return new Draft(upload, "CSV", "text/csv", List.of(table));
    }
  }
}
