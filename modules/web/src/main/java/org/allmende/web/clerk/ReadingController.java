package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.publishing.Rereading;
import org.allmende.model.Draft;
import org.allmende.model.Finding;
import org.allmende.model.Reading;
import org.allmende.web.access.FormPages;
import org.allmende.web.access.Visible;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows what a file would be if it were read the way a form says, and keeps nothing of it: a part
/// of the page on which files are looked over.
@RestController
public final class ReadingController {

  private final Visible visible;
  private final Browsing browsing;
  private final Rereading rereading;
  private final Reviews reviews;
  private final FormPages forms;

  ReadingController(
      Visible visible, Browsing browsing, Rereading rereading, Reviews reviews, FormPages forms) {
    this.visible = visible;
    this.browsing = browsing;
    this.rereading = rereading;
    this.reviews = reviews;
    this.forms = forms;
  }

  @PostMapping("/upload/{tenant}/{slug}/reading")
  ResponseEntity<byte[]> preview(
      HttpServletRequest request, @PathVariable String tenant, @PathVariable String slug)
      throws IOException {
    Map<String, String> sent = FormPages.sent(request);
    forms.sender(request, sent.getOrDefault("formToken", ""));
    Browsing.Shown shown = visible.toChange(request, tenant, slug);
    Draft now =
        Rereading.subject(browsing.drafts(shown)).orElseThrow(() -> Problem.of(Trouble.NOT_FOUND));
    ReadingForm.Said said = ReadingForm.said(now, sent);
    Reading reading = rereading.preview(now, said.told());
    List<Finding> wrong = new ArrayList<>(said.wrong());
    wrong.addAll(Rereading.unfit(reading));
    Page page = forms.frame(request);
    return forms.answer(
        request,
        HttpStatus.OK,
        "reading-preview",
        page,
        reviews.preview(page.words(), reading, wrong));
  }
}
