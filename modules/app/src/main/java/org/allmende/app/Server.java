package org.allmende.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.allmende.app.oidc.OpenIdClient;
import org.allmende.app.oidc.OpenIdProvider;
import org.allmende.catalog.accounts.AccountStore;
import org.allmende.catalog.accounts.Person;
import org.allmende.catalog.accounts.Persons;
import org.allmende.catalog.feedback.Feedback;
import org.allmende.catalog.harvest.HarvestQueue;
import org.allmende.catalog.links.LinkChecking;
import org.allmende.catalog.publishing.Scheduling;
import org.allmende.catalog.quality.Assessing;
import org.allmende.catalog.store.Deed;
import org.allmende.harvest.NetworkLinkProbe;
import org.allmende.store.DataDirectory;
import org.allmende.web.access.SignInWays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// A data directory on the network.
final class Server implements AutoCloseable {

  private static final String TOKEN_FILE = "operator-token";
  private static final String TOKEN_NAME = "operator";
  private static final String OPERATOR = "operator";

  /// A client that asks much need not connect again and again.
  private static final int REQUESTS_A_CONNECTION = 10_000;

  private final ConfigurableApplicationContext context;
  private final Schedule schedule;
  private final Node node;
  private final String base;
  private @Nullable LinkChecking links;

  private Server(
      ConfigurableApplicationContext context,
      Installation installation,
      Node node,
      boolean linkChecks) {
    this.context = context;
    this.node = node;
    this.schedule = schedule(context, installation, node);
    this.base = installation.addresses().base();
    node.onPromotion(() -> {
      schedule.hurry();
      askLinks(installation, linkChecks);
    });
    if (node.writes()) {
      askLinks(installation, linkChecks);
    }
  }

  /// What a node does by itself that writes; any of them clears away what nothing refers to.
  private static Schedule schedule(
      ConfigurableApplicationContext context, Installation installation, Node node) {
    var publishing = context.getBean(Scheduling.class);
    var sources = context.getBean(HarvestQueue.class);
    var feedback = context.getBean(Feedback.class);
    return new Schedule()
        .every(
            "publishing as planned",
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            writing(node, publishing::publishDue))
        .every(
            "reading sources",
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            writing(node, () -> sources.startDue(installation.clock().instant())))
        .every(
            "erasing old messages of readers",
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            writing(node, feedback::tidy))
        .every(
            "sweeping files",
            Duration.ofHours(1),
            Duration.ofDays(1),
            () -> {
              // Of a place that several nodes share, one sweeps.
              if (Settings.schedules() || FileSettings.kind() == FileSettings.Kind.FOLDER) {
                installation.directory().sweep();
              }
            })
        .every(
            "compacting the store",
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            QuietCompaction.of(installation, context.getBean(MeterRegistry.class)));
  }

  private static Schedule.Work writing(Node node, Schedule.Work work) {
    boolean schedules = Settings.schedules();
    return () -> {
      if (schedules && node.writes()) {
        work.run();
      }
    };
  }

  private synchronized void askLinks(Installation installation, boolean wanted) {
    if (wanted && links == null) {
      links = linkChecking(installation).start();
    }
  }

  private LinkChecking linkChecking(Installation installation) {
    var probe =
        new NetworkLinkProbe(
            Settings.harvestAllow(), installation.addresses().base(), installation.clock());
    return installation.linkChecking(probe, context.getBean(Assessing.class)::again);
  }

  /// How a server starts.
  ///
  /// @param port to listen on
  /// @param address to listen on
  record Options(int port, String address) {}

  /// Serves an installation as what it is to other nodes. The node is closed with the server.
  static Server start(Installation installation, Options options) {
    return start(installation, new Node(installation).start(), options);
  }

  static Server start(Installation installation, Node node, Options options) {
    boolean linkChecks = Settings.linkChecks() && Settings.schedules();
    SignInWays ways = signInWays(installation);
    var application = new SpringApplication(ServerConfiguration.class);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(properties(installation, options));
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context -> {
              context.registerBean(Installation.class, () -> installation);
              context.registerBean(SignInWays.class, () -> ways);
              context.registerBean(Node.class, () -> node);
            });
    try {
      return new Server(application.run(), installation, node, linkChecks);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof PortInUseException) {
          throw new Exit(Exit.TEMPORARY, Words.of("port.taken", Integer.toString(options.port())));
        }
      }
      throw e;
    }
  }

  private static SignInWays signInWays(Installation installation) {
    OpenIdClient client = Settings.openId();
    return client == null
        ? SignInWays.PASSWORDS
        : new SignInWays(
            Optional.of(new OpenIdProvider(client, installation.clock())),
            Settings.localPasswords());
  }

  private static Map<String, Object> properties(Installation installation, Options options) {
    var properties = new HashMap<String, Object>();
    properties.put("server.port", options.port());
    properties.put("server.address", options.address());
    properties.put("server.tomcat.max-keep-alive-requests", REQUESTS_A_CONNECTION);
    properties.put(
        "server.tomcat.basedir",
        installation.directory().temporary().resolve("http").toAbsolutePath().toString());
    return properties;
  }

  /// The store's options for a server: when the machine fails below the store, the process ends,
  /// and the next start repairs.
  static DataDirectory.Options failStop() {
    return new DataDirectory.Options(
        DataDirectory.RESERVE,
        e -> {
          System.getLogger(Server.class.getName())
              .log(System.Logger.Level.ERROR, "The store has stopped; the process ends.", e);
          Runtime.getRuntime().halt(Exit.INTERNAL);
        });
  }

  String base() {
    return base;
  }

  /// Waits until somebody ends the process.
  void await() {
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  close();
                  ended.countDown();
                }));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    node.close();
    schedule.close();
    synchronized (this) {
      if (links != null) {
        links.close();
      }
    }
    context.close();
  }

  /// Makes the operator's token at the first start; the file that holds it, or nothing when there
  /// is an operator already.
  static @Nullable Path operatorToken(Installation installation, Path data) {
    Path file = data.resolve(TOKEN_FILE);
    boolean known =
        installation.accounts().tokens().stream()
            .map(AccountStore.Token::name)
            .anyMatch(TOKEN_NAME::equals);
    if (known || !Settings.bootstrapToken().isEmpty()) {
      return null;
    }
    try {
      OwnerOnly.create(file);
      Files.writeString(file, installation.accounts().create(TOKEN_NAME, null) + "\n");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A link by which the operator sets up an account, until one of the operators has a password;
  /// nothing when one has.
  static @Nullable String operatorLink(Installation installation) {
    Persons persons = installation.persons();
    if (!persons.takePasswords()) {
      return null;
    }
    if (persons.all().stream().anyMatch(one -> one.operator() && one.password() != null)) {
      return null;
    }
    return persons.all().stream()
        .filter(one -> one.operator() && !one.disabled() && one.outside() == null)
        .findFirst()
        .or(() -> firstOperator(persons))
        .map(one -> installation.addresses().passwordLink(persons.link(one.login(), Deed.COMMAND)))
        .orElse(null);
  }

  /// The account that everything begins with; none where somebody of the provider has that name.
  private static Optional<Person> firstOperator(Persons persons) {
    Optional<Person> known = persons.find(OPERATOR);
    if (known.map(Person::outside).isPresent()) {
      return Optional.empty();
    }
    if (known.isEmpty()) {
      persons.add(OPERATOR, Words.of("token.operator"), Deed.COMMAND);
    }
    persons.disable(OPERATOR, false, Deed.COMMAND);
    return Optional.of(persons.operator(OPERATOR, true, Deed.COMMAND));
  }
}
