package org.allmende.catalog.asking;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.allmende.catalog.store.Projection;
import org.allmende.model.Text;
import org.jspecify.annotations.Nullable;

/// Answers SPARQL 1.1 queries over what is published, and nothing else.
public interface SparqlEndpoint extends Projection {

  /// Guards, plans and starts a query. Nothing is written before the answer's body is asked for.
  Answer answer(Request request);

  /// What is asked.
  ///
  /// @param query the query as it came
  /// @param defaultGraphs `default-graph-uri`, as the protocol has it
  /// @param namedGraphs `named-graph-uri`
  /// @param accept media types in order of preference, such as `application/sparql-results+json`;
  ///   may hold `*/*`
  /// @param catalog the URI of the catalogue that is asked alone, with what is in no catalogue such
  ///   as vocabularies; null for everything
  record Request(
      String query,
      List<String> defaultGraphs,
      List<String> namedGraphs,
      List<String> accept,
      @Nullable String catalog) {
    public Request {
      defaultGraphs = List.copyOf(defaultGraphs);
      namedGraphs = List.copyOf(namedGraphs);
      accept = List.copyOf(accept);
    }

    /// A query over everything published, or the graphs it names.
    public Request(
        String query, List<String> defaultGraphs, List<String> namedGraphs, List<String> accept) {
      this(query, defaultGraphs, namedGraphs, accept, null);
    }

    /// A query over everything published, answered in one media type.
    public static Request of(String query, String accept) {
      return new Request(query, List.of(), List.of(), List.of(accept));
    }
  }

  /// The outcome.
  sealed interface Answer {

    /// The query runs, or ran.
    ///
    /// @param mediaType of the body, charset included where it is text
    /// @param change the change number the answer is about
    /// @param lasting whether the same question has this answer until something is published; one
    ///   about the time or a random number has not
    /// @param body writes itself once; must be closed
    record Ready(String mediaType, long change, boolean lasting, Body body) implements Answer {}

    /// The query is not answered.
    ///
    /// @param reason decides the status
    /// @param message what is wrong and how to mend it
    /// @param line of the query, from 1; null when it is not about a place
    /// @param column of the query, from 1; null likewise
    record Refused(Reason reason, Text message, @Nullable Integer line, @Nullable Integer column)
        implements Answer {}
  }

  /// Why a query is not answered.
  enum Reason {
    /// It is not SPARQL.
    MALFORMED,
    /// It asks for something that is not allowed here.
    FORBIDDEN,
    /// No offered media type is accepted.
    NOT_ACCEPTABLE,
    /// It would take, or took, too much time or memory.
    TOO_COSTLY,
    /// All slots are taken.
    BUSY
  }

  /// An answer on its way out.
  interface Body extends AutoCloseable {

    /// Streams the answer. When a limit is reached on the way the output ends in a way that no
    /// parser takes for complete, and the exception says why.
    void writeTo(OutputStream out) throws IOException;

    /// What whoever asked should know about the question although it has an answer: that a property
    /// does not occur, and which one may have been meant. Mostly nothing.
    default List<Text> notes() {
      return List.of();
    }

    @Override
    void close();
  }
}
