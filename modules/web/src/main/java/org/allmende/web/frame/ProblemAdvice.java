package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.allmende.catalog.accounts.Passwords;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.store.EngineAway;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.catalog.store.Overtaken;
import org.allmende.catalog.store.ReadOnly;
import org.allmende.catalog.store.StoreAway;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Turns whatever flies out of a handler into one problem.
@ControllerAdvice
public final class ProblemAdvice {

  private static final String RETRY_SECONDS = "10";

  private final ProblemWriter writer;

  ProblemAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler(Exception.class)
  void any(Exception thrown, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      throw thrown;
    }
    Optional<Problem> problem = told(thrown);
    if (problem.isPresent()) {
      writer.write(request, response, problem.get());
    } else if (thrown instanceof ErrorResponse known) {
      write(known.getStatusCode(), thrown, request, response);
    } else {
      writer.writeInternal(request, response, thrown);
    }
  }

  /// What whoever asks is told of an exception; empty where something went wrong here. A body that
  /// has not come is not our mistake.
  public static Optional<Problem> told(Exception thrown) {
    return Optional.ofNullable(
        switch (thrown) {
          case Problem problem -> problem;
          case FileStore.TooLarge _, MaxUploadSizeExceededException _ ->
              Problem.of(Trouble.TOO_LARGE);
          case NotReady _, RowEngine.Busy _, Passwords.Busy _ ->
              Problem.of(Trouble.BUSY).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
          case EngineAway _ ->
              Problem.of(Trouble.ENGINE_AWAY).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
          case RowEngine.WrongQuestion wrong -> Problem.of(Trouble.INVALID_REQUEST, wrong.text());
          case Overtaken _ ->
              Problem.of(
                  Trouble.CONFLICT,
                  "Jemand anderes hat das eben geändert. Laden Sie die Seite neu und versuchen Sie"
                      + " es noch einmal.",
                  "Somebody else has just changed this. Load the page anew and try once more.");
          case StoreAway _ ->
              Problem.of(Trouble.STORE_AWAY).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
          case OutOfSpace _ -> Problem.of(Trouble.OUT_OF_SPACE);
          case ReadOnly refusal -> Problem.of(refusal);
          case MultipartException _, ClientAbortException _, InvalidParameterException _ ->
              Problem.of(Trouble.INVALID_REQUEST);
          case MethodArgumentTypeMismatchException _ -> Problem.of(Trouble.INVALID_REQUEST);
          default -> null;
        });
  }

  private void write(
      HttpStatusCode status,
      Exception thrown,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Trouble kind = kind(status.value());
    if (kind == Trouble.INTERNAL) {
      writer.writeInternal(request, response, thrown);
    } else {
      writer.write(request, response, Problem.of(kind));
    }
  }

  /// The kind of problem a status stands for.
  static Trouble kind(int status) {
    for (Trouble kind : Trouble.values()) {
      if (kind.status() == status) {
        return kind;
      }
    }
    return status < 500 ? Trouble.INVALID_REQUEST : Trouble.INTERNAL;
  }
}
