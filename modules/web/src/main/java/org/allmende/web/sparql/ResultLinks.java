package org.allmende.web.sparql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.model.Addresses;
import org.allmende.model.DatasetId;
import org.allmende.model.State;
import org.allmende.vocabulary.Concept;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.page.Address;
import org.allmende.web.page.Link;
import org.allmende.web.page.Links;
import org.allmende.web.page.Words;
import org.jspecify.annotations.Nullable;

/// Where the addresses in an answer lead: a dataset to its page here, a concept to the search for
/// it, what is said here to its description, everything else to where it lies.
public final class ResultLinks {

  private static final int MOST_LOOKUPS = 2_000;
  private static final Pattern DATASET = Pattern.compile("/datasets/([a-z0-9-]+)/([a-z0-9-]+)");

  private final DatasetStore store;
  private final Vocabularies vocabularies;
  private final Addresses addresses;

  public ResultLinks(DatasetStore store, Vocabularies vocabularies, Addresses addresses) {
    this.store = store;
    this.vocabularies = vocabularies;
    this.addresses = addresses;
  }

  /// The links of one page, which asks for each address once.
  ///
  /// @param path of the endpoint that describes things
  public OfPage page(Words words, String path) {
    return new OfPage(words, path);
  }

  /// The links of one page.
  public final class OfPage {
    private final Words words;
    private final String path;
    private final Map<String, Link> known = new HashMap<>();

    private OfPage(Words words, String path) {
      this.words = words;
      this.path = path;
    }

    /// Where an address leads, and the name of what it means; either may be empty.
    public Link of(String uri) {
      Link link = known.get(uri);
      if (link == null) {
        link = found(uri);
        known.put(uri, link);
      }
      return link;
    }

    private Link found(String uri) {
      Optional<Concept> concept = vocabularies.concept(uri);
      if (concept.isPresent()) {
        return new Link(concept.get().label(words.language()), search(concept.get()));
      }
      String base = addresses.base();
      if (uri.startsWith(base + "/") && !Links.safe(uri).isEmpty()) {
        return new Link("", here(uri.substring(base.length()), uri));
      }
      if (known.size() < MOST_LOOKUPS && !Links.safe(uri).isEmpty()) {
        DatasetId elsewhere = published(uri);
        if (elsewhere != null) {
          return new Link("", "/datasets/" + elsewhere.tenant() + "/" + elsewhere.slug());
        }
      }
      return new Link("", Links.safe(uri));
    }

    private String here(String local, String uri) {
      Matcher dataset = DATASET.matcher(local);
      return dataset.matches() || !local.contains("#") ? local : describe(uri);
    }

    private @Nullable DatasetId published(String uri) {
      return store
          .idOf(uri)
          .filter(id ->
              store.standing(id).map(standing -> standing.state() == State.PUBLISHED).orElse(false))
          .orElse(null);
    }

    private String search(Concept concept) {
      String parameter = null;
      if (concept.uri().startsWith(Scheme.DATA_THEME.uri() + "/")) {
        parameter = "theme";
      } else if (concept.uri().startsWith(Scheme.FILE_TYPE.uri() + "/")) {
        parameter = "format";
      } else if (concept.uri().startsWith(Scheme.LICENCE.uri() + "/")) {
        parameter = "license";
      }
      return parameter == null
          ? describe(concept.uri())
          : Address.of("/datasets").with(parameter, concept.code()).toString();
    }

    private String describe(String uri) {
      return Address.of(path).with("query", "DESCRIBE <" + uri + ">").toString();
    }
  }
}
