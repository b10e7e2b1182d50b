package org.allmende.web.clerk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.asking.DatasetJson;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.said.Json;
import org.allmende.catalog.said.MetadataReader;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Finding;
import org.allmende.model.Metadata;
import org.allmende.model.Severity;
import org.allmende.model.Text;
import org.allmende.model.Told;
import org.allmende.model.Upload;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.FileName;
import org.allmende.web.http.JsonBody;
import org.allmende.web.http.Problem;
import org.allmende.web.http.SearchParameters;
import org.allmende.web.http.Trouble;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a request hands in to become a dataset, or to replace one.
///
/// @param files in the order they came; they wait on disk
/// @param said what is said about them; empty when nothing was sent
/// @param told how the first of them that listens is to be read; empty when nothing was sent
/// @param tenant whose they shall be
/// @param publish whether they shall be public
/// @param findings what of it was not understood
record HandedIn(
    List<Part> files,
    Optional<Metadata> said,
    Optional<Told> told,
    Optional<String> tenant,
    Optional<Boolean> publish,
    List<Finding> findings) {

  private static final String FILE = "file";
  private static final String METADATA = "metadata";
  private static final String READING = "reading";
  private static final String TENANT = "tenant";
  private static final String PUBLISH = "publish";

  /// What a dataset's JSON says besides its metadata: whoever sends it back changes nothing by it.
  private static final Set<String> ANSWERED =
      Set.of(
          "id",
          "uri",
          "page",
          "state",
          "version",
          "change",
          "issued",
          "modified",
          "tables",
          "findings",
          "quality",
          "distributions",
          "files");

  HandedIn {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  /// Reads `multipart/form-data`; switches may stand in the address too.
  static HandedIn parts(HttpServletRequest request) throws IOException {
    var files = new ArrayList<Part>();
    var findings = new ArrayList<Finding>();
    Optional<Metadata> said = Optional.empty();
    Optional<Told> told = Optional.empty();
    for (Part part : all(request)) {
      switch (part.getName()) {
        case FILE -> {
          if (isChosen(part)) {
            files.add(part);
          }
        }
        case METADATA -> {
          byte[] json = json(part, said.isPresent());
          if (json.length > 0) {
            said = Optional.of(said(request, json, findings));
          }
        }
        case READING -> {
          byte[] json = json(part, told.isPresent());
          if (json.length > 0) {
            told = Optional.of(told(json));
          }
        }
        case TENANT, PUBLISH -> {}
        default -> findings.add(unknown(part.getName()));
      }
    }
    return new HandedIn(
        files, said, told, single(request, TENANT), truth(single(request, PUBLISH)), findings);
  }

  /// Reads metadata as JSON, which may be what we have answered before.
  static HandedIn json(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(Json.MAX_BYTES + 1);
    var findings = new ArrayList<Finding>();
    Optional<String> publish = single(request, PUBLISH);
    Optional<ObjectNode> object = object(body);
    if (object.isEmpty()) {
      return new HandedIn(
          List.of(),
          Optional.of(said(request, body, findings)),
          Optional.empty(),
          Optional.empty(),
          truth(publish),
          findings);
    }
    ObjectNode own = object.get();
    JsonNode stated = own.remove(PUBLISH);
    own.remove(ANSWERED);
    Optional<Metadata> said =
        own.isEmpty()
            ? Optional.empty()
            : Optional.of(said(request, Json.own().writeValueAsBytes(own), findings));
    Optional<String> wanted =
        publish.or(() -> Optional.ofNullable(stated).map(node -> node.asString(node.toString())));
    return new HandedIn(
        List.of(), said, Optional.empty(), Optional.empty(), truth(wanted), findings);
  }

  /// The document in a part; empty where there is none.
  ///
  /// @param again whether the part came before
  private static byte[] json(Part part, boolean again) throws IOException {
    if (again) {
      throw SearchParameters.wrong(part.getName(), "nur einmal", "only once");
    }
    try (InputStream in = part.getInputStream()) {
      byte[] json = in.readNBytes(Json.MAX_BYTES + 1);
      return new String(json, StandardCharsets.UTF_8).isBlank() ? new byte[0] : json;
    }
  }

  private static Told told(byte[] json) {
    if (json.length > Json.MAX_BYTES) {
      throw Problem.of(Trouble.TOO_LARGE);
    }
    return ReadingApi.told(JsonBody.read(json, READING), READING + "/");
  }

  private static Optional<ObjectNode> object(byte[] body) {
    try {
      return Json.foreign().readTree(body) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Collection<Part> all(HttpServletRequest request) throws IOException {
    try {
      return request.getParts();
    } catch (IllegalStateException e) {
      throw Problem.of(Trouble.TOO_LARGE);
    } catch (IOFileUploadException e) {
      throw e; // our disk, not their request
    } catch (IOException | ServletException e) {
      throw Problem.of(
          Trouble.INVALID_REQUEST,
          "Die Teile der Anfrage (multipart/form-data) lassen sich nicht lesen.",
          "The parts of the request (multipart/form-data) cannot be read.");
    }
  }

  /// A form without a chosen file sends an empty part without a name.
  private static boolean isChosen(Part part) {
    String name = part.getSubmittedFileName();
    return part.getSize() > 0 || (name != null && !name.isEmpty());
  }

  private static Metadata said(HttpServletRequest request, byte[] json, List<Finding> findings) {
    if (json.length > Json.MAX_BYTES) {
      throw Problem.of(
          Trouble.TOO_LARGE, "Die Angaben haben höchstens 1 MB.", "Metadata are at most 1 MB.");
    }
    var read = MetadataReader.json(json);
    if (read.findings().stream().anyMatch(HandedIn::isAboutAll)) {
      throw Problem.of(
              Trouble.INVALID_REQUEST,
              "Die Angaben (metadata) müssen ein JSON-Objekt sein.",
              "The metadata have to be a JSON object.")
          .with("parameter", METADATA)
          .with("findings", new DatasetJson(Pages.language(request)).findings(read.findings()));
    }
    findings.addAll(read.findings());
    return read.metadata();
  }

  private static boolean isAboutAll(Finding finding) {
    return METADATA.equals(finding.place().column());
  }

  private static Optional<String> single(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    if (values == null || values[0].isBlank()) {
      return Optional.empty();
    }
    for (String value : values) {
      if (!value.equals(values[0])) {
        throw SearchParameters.wrong(name, "nur ein Wert", "one value only");
      }
    }
    return Optional.of(values[0].strip());
  }

  private static Optional<Boolean> truth(Optional<String> text) {
    return text.map(value ->
        switch (value) {
          case "true", "1", "on" -> true;
          case "false", "0", "off" -> false;
          default -> throw SearchParameters.wrong(PUBLISH, "true oder false", "true or false");
        });
  }

  private static Finding unknown(String given) {
    String name = FileName.of(given);
    return new Finding(
        "part-unknown",
        Severity.WARNING,
        Finding.Place.column(name),
        new Text(
            "Den Teil „" + name + "“ kennen wir nicht; er wurde nicht übernommen.",
            "The part “" + name + "” is not known here; it was left out."),
        new Text(
            "Möglich sind: file, metadata, reading, tenant, publish.",
            "Possible are: file, metadata, reading, tenant, publish."));
  }

  /// Takes the files in, and what descriptors among them say.
  HandedOver receive(FileStore store, long limit) throws IOException {
    var uploads = new ArrayList<Upload>();
    for (Part file : files) {
      try (InputStream in = file.getInputStream()) {
        uploads.add(store.receive(in, name(file), List.of(), mediaType(file), limit));
      }
      file.delete();
    }
    return HandedOver.of(uploads);
  }

  private static String name(Part file) {
    String given = file.getSubmittedFileName();
    return FileName.of(given == null ? "" : given);
  }

  private static String mediaType(Part file) {
    String given = file.getContentType();
    try {
      if (given != null) {
        MediaType type = MediaType.parseMediaType(given);
        return type.getType() + "/" + type.getSubtype();
      }
    } catch (InvalidMediaTypeException _) {
      return MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }
    return MediaType.APPLICATION_OCTET_STREAM_VALUE;
  }
}
