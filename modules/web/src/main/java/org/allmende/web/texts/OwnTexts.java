package org.allmende.web.texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.model.Slug;
import org.allmende.web.page.Link;
import org.allmende.web.page.Words;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// The texts that lie in a folder: `imprint.de.md` is the portal's, `weidenstedt/imprint.de.md` a
/// tenant's. They are read whenever they are asked for, so that a changed file is a changed page.
/// Their Markdown may hold no HTML: it is shown as it was typed.
public final class OwnTexts {

  private static final int MOST_BYTES = 256 * 1024;
  private static final System.Logger LOG = System.getLogger(OwnTexts.class.getName());

  private final Optional<Path> folder;
  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  /// @param folder empty where nobody has written any
  public OwnTexts(Optional<Path> folder) {
    this.folder = folder;
  }

  /// A text.
  ///
  /// @param html what stands in the page
  /// @param language of the text, which need not be the page's
  record Own(String html, String language) {}

  /// The text of a tenant, or of the portal; in the other language where there is none in this.
  ///
  /// @param tenant a slug; empty for the portal
  Optional<Own> find(String tenant, Topic topic, String language) {
    String other = language.equals("de") ? "en" : "de";
    return in(tenant, topic, language).or(() -> in(tenant, topic, other));
  }

  /// What a tenant, or the portal, has written about.
  List<Topic> topics(String tenant) {
    var topics = new ArrayList<Topic>();
    for (Topic topic : Topic.values()) {
      for (String language : List.of("de", "en")) {
        if (!topics.contains(topic)
            && file(tenant, topic, language).filter(Files::isRegularFile).isPresent()) {
          topics.add(topic);
        }
      }
    }
    return topics;
  }

  /// Whether the portal has something to say in sign language.
  public boolean signs() {
    return topics("").contains(Topic.SIGN_LANGUAGE);
  }

  /// Links to what a tenant, or the portal, has written.
  public List<Link> links(Words words, String tenant) {
    String folderPath = tenant.isEmpty() ? "/" : "/tenants/" + tenant + "/";
    return topics(tenant).stream()
        .map(topic -> new Link(words.t("text." + topic.path()), folderPath + topic.path()))
        .toList();
  }

  private Optional<Path> file(String tenant, Topic topic, String language) {
    if (!tenant.isEmpty() && !Slug.isValid(tenant)) {
      return Optional.empty();
    }
    return folder.map(
        place -> place.resolve(tenant).resolve(topic.path() + "." + language + ".md"));
  }

  private Optional<Own> in(String tenant, Topic topic, String language) {
    return file(tenant, topic, language)
        .flatMap(OwnTexts::read)
        .map(text -> new Own(renderer.render(parser.parse(text)), language));
  }

  private static Optional<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        LOG.log(System.Logger.Level.WARNING, "{0} is larger than {1} bytes.", file, MOST_BYTES);
        return Optional.empty();
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "A text cannot be read.", e);
      return Optional.empty();
    }
  }
}
