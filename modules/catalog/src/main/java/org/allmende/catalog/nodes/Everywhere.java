package org.allmende.catalog.nodes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.asking.SearchIndex.Results;
import org.allmende.catalog.asking.SearchIndex.Sort;
import org.allmende.catalog.nodes.OtherNodes.Answer;
import org.allmende.catalog.nodes.OtherNodes.Found;
import org.jspecify.annotations.Nullable;

/// Searches this installation and others at the same time, takes what has come when the time is
/// over, and says who did not answer.
public final class Everywhere {

  /// So many of the merged hits can be seen.
  public static final int DEPTH = 100;

  /// So long the others have.
  public static final Duration TIME = Duration.ofMillis(800);

  private final SearchIndex index;
  private final List<Node> nodes;
  private final OtherNodes others;
  private final InstantSource clock;
  private final Duration time;
  private final Map<String, Brake> brakes = new HashMap<>();

  public Everywhere(SearchIndex index, List<Node> nodes, OtherNodes others, InstantSource clock) {
    this(index, nodes, others, clock, TIME);
  }

  /// @param time how long the others have
  public Everywhere(
      SearchIndex index, List<Node> nodes, OtherNodes others, InstantSource clock, Duration time) {
    this.index = index;
    this.nodes = List.copyOf(nodes);
    this.others = others;
    this.clock = clock;
    this.time = time;
    nodes.forEach(node -> brakes.put(node.name(), new Brake()));
  }

  /// The others there are.
  public List<Node> nodes() {
    return nodes;
  }

  /// One of them.
  public Optional<Node> node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  /// What all have found together.
  ///
  /// @param local what this installation has found
  /// @param total of all that answered
  /// @param reachable how many of the hits can be seen on some page
  /// @param hits of the page asked for
  /// @param facets the values of all that answered
  /// @param told what came of asking each, this installation first
  public record Everything(
      Results local,
      long total,
      int reachable,
      List<Found> hits,
      Map<String, List<FacetValue>> facets,
      List<Told> told) {
    public Everything {
      hits = List.copyOf(hits);
      facets = Map.copyOf(facets);
      told = List.copyOf(told);
    }

    /// Those that did not answer.
    public List<Told> missing() {
      return told.stream().filter(one -> one.status() != Status.ANSWERED).toList();
    }
  }

  /// What came of asking a node.
  ///
  /// @param total how many it has found; null where it did not answer
  /// @param milliseconds how long it took; 0 where it was not asked
  public record Told(String name, Status status, @Nullable Long total, long milliseconds) {}

  /// Asks.
  ///
  /// @param asked with a page that ends within the [#DEPTH]
  /// @param chosen some of the nodes
  public Everything search(Request asked, List<Node> chosen) {
    int wanted = asked.page() * asked.size();
    if (wanted > DEPTH) {
      throw new IllegalArgumentException("hits up to " + wanted);
    }
    Request first = asked.on(1, wanted).measured(asked.sort() == Sort.RELEVANCE);
    List<Question> questions = chosen.stream().map(node -> new Question(node, first)).toList();
    long end = System.nanoTime() + time.toNanos();
    questions.forEach(Question::send);
    Results local = index.search(first);
    var answers = new ArrayList<Answer>();
    answers.add(own(local));
    var told = new ArrayList<Told>();
    told.add(new Told(Node.LOCAL, Status.ANSWERED, local.total(), Math.round(local.tookMillis())));
    for (Question question : questions) {
      told.add(question.await(end, answers));
    }
    return merged(asked, chosen, local, answers, told);
  }

  private static Everything merged(
      Request asked, List<Node> chosen, Results local, List<Answer> answers, List<Told> told) {
    List<Found> all = Merging.ranked(answers, asked.sort(), chosen);
    int from = Math.min(all.size(), (asked.page() - 1) * asked.size());
    int to = Math.min(all.size(), from + asked.size());
    long total = answers.stream().mapToLong(Answer::total).sum();
    return new Everything(
        local,
        total,
        (int) Math.min(total, DEPTH),
        all.subList(from, to),
        Merging.facets(answers),
        told);
  }

  private static Answer own(Results local) {
    List<Found> hits = local.hits().stream().map(hit -> new Found(Node.LOCAL, "", hit)).toList();
    return new Answer(local.total(), hits, local.facets(), local.statistics());
  }

  /// A question to one node.
  private final class Question {

    private final Node node;
    private final Request asked;
    private final Brake brake;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private volatile long ended;
    private @Nullable Thread thread;

    Question(Node node, Request asked) {
      this.node = node;
      this.asked = asked;
      Brake known = brakes.get(node.name());
      if (known == null) {
        throw new IllegalArgumentException(node.name());
      }
      this.brake = known;
    }

    void send() {
      if (brake.begin(clock.instant())) {
        thread = Thread.ofVirtual().name("allmende-node-" + node.name()).start(this::ask);
      }
    }

    private void ask() {
      try {
        Answer came = others.ask(node, asked);
        ended = System.nanoTime();
        answer.complete(came);
      } catch (NodeFailed | RuntimeException e) {
        ended = System.nanoTime();
        answer.completeExceptionally(e);
      } finally {
        brake.ended();
      }
    }

    /// Waits until it has answered or the time is over.
    Told await(long end, List<Answer> answers) {
      Thread asking = thread;
      if (asking == null) {
        return new Told(node.name(), Status.PAUSED, null, 0);
      }
      try {
        Answer came = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        brake.answered();
        answers.add(came);
        return new Told(node.name(), Status.ANSWERED, came.total(), milliseconds(ended));
      } catch (ExecutionException e) {
        return failed(e.getCause());
      } catch (TimeoutException _) {
        asking.interrupt();
        brake.failed(clock.instant());
        return new Told(node.name(), Status.LATE, null, milliseconds(System.nanoTime()));
      } catch (InterruptedException e) {
        asking.interrupt();
        Thread.currentThread().interrupt();
        return new Told(node.name(), Status.LATE, null, milliseconds(System.nanoTime()));
      }
    }

    private Told failed(@Nullable Throwable why) {
      boolean refused = why instanceof NodeFailed no && no.status() == Status.REFUSED;
      if (!(why instanceof NodeFailed no) || no.isTired()) {
        brake.failed(clock.instant());
      } else {
        brake.answered();
      }
      return new Told(
          node.name(), refused ? Status.REFUSED : Status.FAILED, null, milliseconds(ended));
    }

    private long milliseconds(long until) {
      return TimeUnit.NANOSECONDS.toMillis(until - started);
    }
  }
}
