package org.allmende.web.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers what went wrong outside of any handler, where the server's own error page would be.
@Controller
public final class FailureController implements ErrorController {

  private final ProblemWriter writer;

  FailureController(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  void failed(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Trouble kind = status instanceof Integer code ? ProblemAdvice.kind(code) : Trouble.NOT_FOUND;
    if (kind == Trouble.INTERNAL && cause instanceof Throwable thrown) {
      writer.writeInternal(request, response, thrown);
    } else {
      writer.write(request, response, Problem.of(kind));
    }
  }
}
