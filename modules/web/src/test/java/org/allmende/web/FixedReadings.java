package org.allmende.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.store.DerivedFiles;
import org.allmende.intake.Readers;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Sha256;
import org.allmende.model.Upload;

/// Readings that were kept earlier, so that no test here depends on what a reader makes of a file.
/// Every file is a table of three trees; [#RENAMED] calls their column otherwise, [#UNREADABLE] is
/// no table.
public final class FixedReadings implements DerivedFiles {

  public static final String UNREADABLE = "nothing anybody could read";
  public static final String RENAMED = "Gehölz\nAhorn\n";
  public static final String PERSONAL = "name;vorname\nMustermann;Erika\n";

  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();

  /// Leaves files with these contents to the readers, for those who look at what these make of
  /// them.
  public void leave(String content) {
    left.add(hash(content));
  }

  @Override
  public Optional<byte[]> get(String key) {
    byte[] own = kept.get(key);
    if (own == null && left.stream().anyMatch(key::contains)) {
      return Optional.empty();
    }
    return Optional.of(own != null ? own : reading(key).getBytes(StandardCharsets.UTF_8));
  }

  /// Decides what a file of this name will be read as.
  public void decide(Upload upload, Draft draft, List<Finding> findings) {
    put(
        key(upload),
        Json.own()
            .writeValueAsBytes(
                Map.of(
                    "format", draft.format(),
                    "mediaType", draft.mediaType(),
                    "tables", draft.tables(),
                    "sheets", draft.sheets(),
                    "findings", findings)));
  }

  private static String key(Upload upload) {
    int spelling = (upload.name() + "\n" + String.join("/", upload.folders())).hashCode();
    return "reading-%s-%s.json".formatted(Readers.mark(upload), Integer.toHexString(spelling));
  }

  private static String reading(String key) {
    if (key.contains(hash(UNREADABLE))) {
      return "{\"format\":\"\",\"mediaType\":\"\",\"tables\":[],\"sheets\":[],\"findings\":["
          + blocking("unknown-format", "null")
          + "]}";
    }
    return """
    {"format":"CSV","mediaType":"text/csv","tables":[{"name":"baeume",
      "dialect":{"encoding":"utf-8","bom":false,"delimiter":";","quote":null,"escape":null,
        "lineEnd":"LF","decimal":null},
      "headerRow":1,"headerRows":1,"firstDataRow":2,"dataRows":3,"footerRows":0,
      "columns":[{"position":1,"name":"Art","type":"STRING","meaning":null,"unit":null,
        "form":null,"profile":{"nulls":0,"distinct":3,"distinctExact":true,"min":"Ahorn",
        "max":"Linde","top":[]}}],
      "firstRows":[["Ahorn"],["Birke"],["Linde"]],"preamble":[],"footer":[],"words":[],"key":[],
      "leftOut":[]}],"sheets":[],"findings":[@]}
    """
        .replace("@", finding(key))
        .replace("\"Art\"", key.contains(hash(RENAMED)) ? "\"Gehölz\"" : "\"Art\"");
  }

  private static String finding(String key) {
    return key.contains(hash(PERSONAL)) ? blocking("personal-name", "\"name\"") : "";
  }

  private static String blocking(String code, String column) {
    return """
    {"code":"%s","severity":"BLOCKING","place":{"line":null,"column":%s,"value":null},
     "message":{"de":"Das geht nicht.","en":"This will not do."},
     "advice":{"de":"Anders machen.","en":"Do it differently."}}
    """
        .formatted(code, column);
  }

  private static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Override
  public void put(String key, byte[] bytes) {
    kept.put(key, bytes);
  }
}
