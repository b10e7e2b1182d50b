package org.allmende.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.allmende.web.http.Reply;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.allmende.web.page.ProblemsPage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Explains the problems that answers name.
@RestController
public final class ProblemsController {

  private final Pages pages;

  ProblemsController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/problems")
  ResponseEntity<byte[]> problems(HttpServletRequest request) {
    Page page = pages.page(request);
    return Reply.to(request)
        .type(Pages.HTML)
        .vary("Accept-Language")
        .header("Content-Language", page.language())
        .body(() -> pages.render("problems", page, content(page)));
  }

  private static ProblemsPage content(Page page) {
    return new ProblemsPage(
        Arrays.stream(Trouble.values())
            .map(kind ->
                new ProblemsPage.Kind(
                    kind.code(),
                    kind.status(),
                    kind.title(page.words()),
                    kind.explanation(page.words())))
            .toList());
  }
}
