package org.allmende.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.app.oidc.OpenIdClient;
import org.allmende.catalog.accounts.GroupRoles;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.store.SparqlStore;
import org.allmende.harvest.NetworkSparqlStore;
import org.allmende.vocabulary.Scheme;
import org.allmende.vocabulary.Vocabularies;
import org.allmende.web.access.Throttle;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// The settings that are needed before anything is started: a system property, or the environment
/// variable of the same name in capitals.
final class Settings {

  static final int PORT = 8080;

  /// The open licence most German towns use: take, change, share, and name the source.
  private static final String USUAL_LICENSE = "dl-by-de/2.0";

  /// What opens everything must not be guessed.
  private static final int SHORTEST_TOKEN = 20;

  private static final int FEEDBACK_DAYS = 180;
  private static final Pattern DAYS = Pattern.compile("\\d{1,4}");

  /// Two years.
  private static final int USUAL_TRAIL_DAYS = 730;

  private static final long USUAL_UPLOAD = 2L << 30;

  /// The number of a machine, not its name.
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+");

  /// What OpenSearch takes as the beginning of a name.
  private static final Pattern INDEX_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,60}");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern LIST = Pattern.compile(",");

  private Settings() {}

  /// The public address; without one, this machine and the port.
  static String baseUrl(int port) {
    String said = get("allmende.base-url");
    if (said.isEmpty()) {
      return "http://localhost:" + port;
    }
    try {
      URI uri = URI.create(said);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return said;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Exit(Exit.USAGE, Words.of("setting.base-url", said));
  }

  /// An operator's token given from outside; empty when there is none.
  static String bootstrapToken() {
    return get("allmende.bootstrap-token");
  }

  /// By which nodes know each other; empty where there is only one.
  static String replicationToken() {
    String said = get("allmende.replication-token");
    if (!said.isEmpty() && said.length() < SHORTEST_TOKEN) {
      throw new Exit(
          Exit.USAGE, Words.of("setting.replication-token", Integer.toString(SHORTEST_TOKEN)));
    }
    return said;
  }

  /// The store that this node shares with others; nothing where it has its own.
  static @Nullable SparqlStore sharedStore() {
    String kind = get("allmende.store");
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "", "tdb2" -> null;
      case "sparql" -> sparqlStore();
      default -> throw new Exit(Exit.USAGE, Words.of("setting.store", kind));
    };
  }

  /// The shared store, whether this node uses it or is to be moved there or away from it.
  static SparqlStore sparqlStore() {
    return new NetworkSparqlStore(
        address("allmende.store-query", get("allmende.store-query")),
        address("allmende.store-update", get("allmende.store-update")),
        get("allmende.store-user"),
        get("allmende.store-password"));
  }

  private static URI address(String name, String said) {
    try {
      URI address = URI.create(said);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Exit(Exit.USAGE, Words.of("setting.store-address", name, said));
  }

  /// Whether this node does what nobody asks for at that moment: harvests, planned publications,
  /// reminders, link checks.
  static boolean schedules() {
    String said = get("allmende.schedules");
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "", "on" -> true;
      case "off" -> false;
      default -> throw new Exit(Exit.USAGE, Words.of("setting.schedules", said));
    };
  }

  /// When a server compacts by itself; empty where it does not.
  static Optional<QuietHours> compactHours() {
    String said = get("allmende.compact-hours");
    try {
      return switch (said.toLowerCase(Locale.ROOT)) {
        case "" -> Optional.of(QuietHours.USUAL);
        case "off" -> Optional.empty();
        default -> Optional.of(QuietHours.of(said));
      };
    } catch (IllegalArgumentException _) {
      throw new Exit(Exit.USAGE, Words.of("setting.compact-hours", said));
    }
  }

  /// The licence of tenants that name none.
  static String usualLicense() {
    String said = get("allmende.default-license");
    if (said.isEmpty()) {
      return USUAL_LICENSE;
    }
    if (Vocabularies.shipped().find(Scheme.LICENCE, said).isEmpty()) {
      throw new Exit(Exit.USAGE, Words.of("setting.license", said));
    }
    return said;
  }

  /// Hosts, or `host:port`, that sources may be on although they are in no public network.
  static Set<String> harvestAllow() {
    return list(get("allmende.harvest-allow"));
  }

  /// Other installations that are searched as well.
  static List<Node> nodes() {
    try {
      return Node.list(get("allmende.nodes"));
    } catch (IllegalArgumentException e) {
      throw new Exit(Exit.USAGE, Words.of("setting.nodes", String.valueOf(e.getMessage())));
    }
  }

  /// The cluster that keeps the search index; empty where the index is kept in this process.
  static Optional<OpenSearch> openSearch() {
    String said = get("allmende.index");
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "", "lucene" -> Optional.empty();
      case "opensearch" ->
          Optional.of(
              new OpenSearch(
                  openSearchAddresses(),
                  get("allmende.opensearch-user"),
                  get("allmende.opensearch-password"),
                  openSearchPrefix()));
      default -> throw new Exit(Exit.USAGE, Words.of("setting.index", said));
    };
  }

  /// A cluster of OpenSearch.
  ///
  /// @param addresses of its nodes
  /// @param user empty where it asks for none
  /// @param prefix what all that is ours there is called by
  record OpenSearch(List<URI> addresses, String user, String password, String prefix) {
    OpenSearch {
      addresses = List.copyOf(addresses);
    }

    /// Without the password.
    @Override
    public String toString() {
      return prefix + " at " + addresses;
    }
  }

  private static List<URI> openSearchAddresses() {
    String said = get("allmende.opensearch");
    var addresses = new ArrayList<URI>();
    for (String one : list(said)) {
      try {
        URI uri = URI.create(one);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (web
            && uri.getHost() != null
            && (uri.getRawPath() + "/").length() <= 2
            && uri.getRawUserInfo() == null
            && uri.getQuery() == null) {
          addresses.add(uri);
          continue;
        }
      } catch (IllegalArgumentException _) {
        // Said below.
      }
      throw new Exit(Exit.USAGE, Words.of("setting.opensearch", one));
    }
    if (addresses.isEmpty()) {
      throw new Exit(Exit.USAGE, Words.of("setting.opensearch", said));
    }
    return addresses;
  }

  private static String openSearchPrefix() {
    String said = get("allmende.opensearch-prefix");
    if (said.isEmpty()) {
      return "allmende";
    }
    if (!INDEX_NAME.matcher(said).matches()) {
      throw new Exit(Exit.USAGE, Words.of("setting.opensearch-prefix", said));
    }
    return said;
  }

  /// Whether links are asked if they answer; they are not unless an operator wants it.
  static boolean linkChecks() {
    String said = get("allmende.link-checks");
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "", "off" -> false;
      default -> throw new Exit(Exit.USAGE, Words.of("setting.link-checks", said));
    };
  }

  /// For how long messages of readers are kept; for no time where none are taken.
  static Duration feedbackKept() {
    String said = get("allmende.feedback-days");
    if (said.isEmpty()) {
      return Duration.ofDays(FEEDBACK_DAYS);
    }
    if (DAYS.matcher(said).matches()) {
      return Duration.ofDays(Integer.parseInt(said));
    }
    throw new Exit(Exit.USAGE, Words.of("setting.feedback-days", said));
  }

  /// How many days the trail is kept.
  static int trailDays() {
    String said = get("allmende.trail-days");
    if (said.isEmpty()) {
      return USUAL_TRAIL_DAYS;
    }
    if (!said.matches("[1-9][0-9]{0,4}")) {
      throw new Exit(Exit.USAGE, Words.of("setting.trail-days", said));
    }
    return Integer.parseInt(said);
  }

  /// Whether the log is written for programs, an object a line; read by the log itself.
  static boolean logsJson() {
    String said = get("allmende.log");
    return switch (said) {
      case "json" -> true;
      case "", "text" -> false;
      default -> throw new Exit(Exit.USAGE, Words.of("setting.log", said));
    };
  }

  /// The proxies whose word counts about who asks.
  static Set<String> proxies() {
    var proxies = list(get("allmende.proxies"));
    for (String one : proxies) {
      if (!ADDRESS.matcher(one).matches()) {
        throw new Exit(Exit.USAGE, Words.of("setting.proxies", one));
      }
    }
    return proxies;
  }

  /// How much one client may ask; 0 for no bound.
  static int requestsPerMinute() {
    return number("allmende.requests-per-minute", Throttle.Limits.USUAL.requestsPerMinute());
  }

  /// How much one account may upload; 0 for no bound.
  static int uploadsPerHour() {
    return number("allmende.uploads-per-hour", Throttle.Limits.USUAL.uploadsPerHour());
  }

  private static int number(String name, int usual) {
    String said = get(name);
    if (said.isEmpty()) {
      return usual;
    }
    if (!NUMBER.matcher(said).matches()) {
      throw new Exit(Exit.USAGE, Words.of("setting.number", name, said));
    }
    return Integer.parseInt(said);
  }

  private static Set<String> list(String said) {
    return LIST.splitAsStream(said)
        .map(one -> one.strip().toLowerCase(Locale.ROOT))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The largest upload that is taken, in bytes.
  static long maxUpload() {
    String said = get("allmende.max-upload");
    try {
      long bytes = said.isEmpty() ? USUAL_UPLOAD : DataSize.parse(said).toBytes();
      if (bytes > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Exit(Exit.USAGE, Words.of("setting.max-upload", said));
  }

  /// How many datasets each tenant may keep; 0 for no bound.
  static int tenantDatasets() {
    return number("allmende.tenant-datasets", 0);
  }

  /// How much the files of each tenant may take, in bytes; 0 for no bound.
  static long tenantFiles() {
    String said = get("allmende.tenant-files");
    try {
      long bytes = said.isEmpty() ? 0 : DataSize.parse(said).toBytes();
      if (bytes >= 0) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new Exit(Exit.USAGE, Words.of("setting.tenant-files", said));
  }

  /// The folder with the portal's own texts, where there is one.
  static Optional<Path> texts() {
    String said = get("allmende.texts");
    if (said.isEmpty()) {
      return Optional.empty();
    }
    if (Files.isDirectory(Path.of(said))) {
      return Optional.of(Path.of(said));
    }
    throw new Exit(Exit.USAGE, Words.of("setting.texts", said));
  }

  /// How this installation is known to a provider of OpenID Connect; nothing where there is none.
  static @Nullable OpenIdClient openId() {
    String issuer = get("allmende.oidc-issuer");
    String id = get("allmende.oidc-client");
    if (issuer.isEmpty()) {
      return null;
    }
    var wrong = new ArrayList<String>();
    if (id.isEmpty()) {
      wrong.add(Words.of("setting.oidc-client"));
    }
    GroupRoles groups = groups(wrong);
    OpenIdClient client = null;
    try {
      URI address = URI.create(issuer);
      client =
          new OpenIdClient(
              address,
              id,
              get("allmende.oidc-secret"),
              or(get("allmende.oidc-name"), String.valueOf(address.getHost())),
              groups,
              or(get("allmende.oidc-groups-claim"), "groups"),
              or(get("allmende.oidc-login-claim"), "preferred_username"));
    } catch (IllegalArgumentException _) {
      wrong.add(Words.of("setting.oidc-issuer", issuer));
    }
    if (!wrong.isEmpty()) {
      throw Exit.of(wrong);
    }
    return client;
  }

  /// Who is what by their groups; nobody where what is said is wrong, which is added.
  private static GroupRoles groups(List<String> wrong) {
    try {
      return GroupRoles.of(get("allmende.oidc-groups"));
    } catch (IllegalArgumentException e) {
      wrong.add(Words.of("setting.oidc-groups", String.valueOf(e.getMessage())));
      return GroupRoles.of("");
    }
  }

  private static String or(String said, String otherwise) {
    return said.isEmpty() ? otherwise : said;
  }

  /// Whether anybody signs in with a password of this installation.
  static boolean localPasswords() {
    String said = get("allmende.local-passwords");
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "", "on" -> true;
      case "off" -> {
        if (get("allmende.oidc-issuer").isEmpty()) {
          throw new Exit(Exit.USAGE, Words.of("setting.local-passwords.alone"));
        }
        yield false;
      }
      default -> throw new Exit(Exit.USAGE, Words.of("setting.local-passwords", said));
    };
  }

  static String get(String name) {
    String property = System.getProperty(name);
    if (property != null) {
      return property.strip();
    }
    String variable = System.getenv(SettingsCheck.variable(name));
    return variable == null ? "" : variable.strip();
  }
}
