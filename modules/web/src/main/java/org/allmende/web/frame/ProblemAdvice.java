package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.store.FileStore;
import org.allmende.catalog.store.NotReady;
import org.allmende.catalog.store.OutOfSpace;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
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
    switch (thrown) {
      case Problem problem -> writer.write(request, response, problem);
      case FileStore.TooLarge _ -> writer.write(request, response, Problem.of(Trouble.TOO_LARGE));
      case NotReady _, RowEngine.Busy _ ->
          writer.write(
              request,
              response,
              Problem.of(Trouble.BUSY).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
      case RowEngine.WrongQuestion wrong ->
          writer.write(
              request,
              response,
              Problem.of(Trouble.INVALID_REQUEST, wrong.text().de(), wrong.text().en()));
      case OutOfSpace _ -> writer.write(request, response, Problem.of(Trouble.OUT_OF_SPACE));
      case MaxUploadSizeExceededException _ ->
          writer.write(request, response, Problem.of(Trouble.TOO_LARGE));
      case MultipartException _ ->
          writer.write(request, response, Problem.of(Trouble.INVALID_REQUEST));
      case MethodArgumentTypeMismatchException _ ->
          writer.write(request, response, Problem.of(Trouble.INVALID_REQUEST));
      case ErrorResponse known -> write(known.getStatusCode(), thrown, request, response);
      default -> writer.writeInternal(request, response, thrown);
    }
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
