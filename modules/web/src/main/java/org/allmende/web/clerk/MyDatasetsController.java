package org.allmende.web.clerk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.catalog.accounts.Accounts.Actor;
import org.allmende.catalog.bulk.Bulk;
import org.allmende.catalog.bulk.Order;
import org.allmende.catalog.bulk.Step;
import org.allmende.model.DatasetId;
import org.allmende.web.access.FormPages;
import org.allmende.web.http.Caller;
import org.allmende.web.http.Freshness;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The datasets somebody works on, and changing several of them at once: first a page says what
/// that would do to each, and then it is confirmed.
@RestController
public final class MyDatasetsController {

  private final OwnDatasets datasets;
  private final MyDatasetsPages pages;
  private final Bulk bulk;
  private final Freshness freshness;
  private final FormPages forms;

  MyDatasetsController(
      OwnDatasets datasets,
      MyDatasetsPages pages,
      Bulk bulk,
      Freshness freshness,
      FormPages forms) {
    this.datasets = datasets;
    this.pages = pages;
    this.bulk = bulk;
    this.freshness = freshness;
    this.forms = forms;
  }

  @GetMapping(MyDatasetsPages.PATH)
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    Optional<Actor> actor = Caller.of(request);
    return actor.isEmpty()
        ? forms.signIn(request, MyDatasetsPages.PATH)
        : list(request, actor.get(), new BulkForm(request), "", HttpStatus.OK);
  }

  @PostMapping(MyDatasetsPages.PATH)
  ResponseEntity<byte[]> take(HttpServletRequest request) {
    var form = new BulkForm(request);
    Actor actor = forms.sender(request, form.one("formToken"));
    Optional<Order> order = form.order();
    if (order.isEmpty()) {
      return list(request, actor, form, "bulk.no-change", HttpStatus.BAD_REQUEST);
    }
    if (form.has("confirm", "yes")) {
      List<BulkForm.Item> items = form.confirmed();
      return items.isEmpty()
          ? list(request, actor, form, "bulk.none-chosen", HttpStatus.BAD_REQUEST)
          : done(request, actor, form, order.get(), items);
    }
    List<DatasetId> ids = meant(request, actor, form);
    if (ids.isEmpty()) {
      return list(request, actor, form, "bulk.none-chosen", HttpStatus.BAD_REQUEST);
    }
    List<Step> steps = ids.stream().map(id -> bulk.preview(id, actor, order.get())).toList();
    return forms.answer(
        request,
        HttpStatus.OK,
        "bulk",
        forms.frame(request),
        pages.preview(request, form, order.get(), steps));
  }

  private List<DatasetId> meant(HttpServletRequest request, Actor actor, BulkForm form) {
    return form.has("which", "all")
        ? datasets.find(actor, forms.frame(request).words(), pages.wanted(form), 1, Bulk.MOST).ids()
        : form.chosen();
  }

  private ResponseEntity<byte[]> done(
      HttpServletRequest request,
      Actor actor,
      BulkForm form,
      Order order,
      List<BulkForm.Item> items) {
    var steps = new ArrayList<Step>();
    for (BulkForm.Item item : items) {
      steps.add(bulk.perform(item.id(), item.change(), actor, order));
    }
    long last = steps.stream().mapToLong(Step::change).max().orElse(0);
    freshness.await(last);
    return forms.answer(
        request,
        HttpStatus.OK,
        "bulk",
        forms.frame(request),
        pages.result(request, form, order, steps));
  }

  private ResponseEntity<byte[]> list(
      HttpServletRequest request, Actor actor, BulkForm form, String note, HttpStatus status) {
    return forms.answer(
        request,
        status,
        "my-datasets",
        forms.frame(request),
        pages.list(request, actor, form, note));
  }
}
