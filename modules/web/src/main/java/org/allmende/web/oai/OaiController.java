package org.allmende.web.oai;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.allmende.catalog.accounts.Tenants;
import org.allmende.catalog.browsing.Describing;
import org.allmende.catalog.store.Chronicle;
import org.allmende.catalog.store.Chronicle.Event;
import org.allmende.catalog.store.Chronicle.Span;
import org.allmende.catalog.store.DatasetStore;
import org.allmende.catalog.store.Entry;
import org.allmende.catalog.store.Stored;
import org.allmende.model.Addresses;
import org.allmende.model.State;
import org.allmende.model.Tenant;
import org.allmende.web.frame.Pages;
import org.allmende.web.http.Reply;
import org.allmende.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The catalogue for harvesters that speak [OAI-PMH
/// 2.0](https://www.openarchives.org/OAI/openarchivesprotocol.html): a record for each dataset
/// under the dataset's URI, a set for each tenant, and deletions as long as the tombstones stay.
@RestController
public final class OaiController {

  private static final int RECORDS = 100;
  private static final int IDENTIFIERS = 1_000;
  private static final MediaType XML = MediaType.parseMediaType("text/xml;charset=UTF-8");

  private final DatasetStore store;
  private final Chronicle chronicle;
  private final Describing describing;
  private final Tenants tenants;
  private final Addresses addresses;
  private final Page.Portal portal;
  private final Pages pages;

  OaiController(
      DatasetStore store,
      Chronicle chronicle,
      Describing describing,
      Tenants tenants,
      Addresses addresses,
      Page.Portal portal,
      Pages pages) {
    this.store = store;
    this.chronicle = chronicle;
    this.describing = describing;
    this.tenants = tenants;
    this.addresses = addresses;
    this.portal = portal;
    this.pages = pages;
  }

  @GetMapping("/oai")
  ResponseEntity<byte[]> asked(HttpServletRequest request) {
    String all =
        new TreeMap<>(request.getParameterMap())
            .entrySet().stream()
                .map(one -> one.getKey() + "=" + List.of(one.getValue()))
                .toList()
                .toString();
    return Reply.to(request)
        .type(XML)
        .mark(pages.mark(store.change(), Reply.hash(all)))
        .body(() -> answer(request));
  }

  @PostMapping("/oai")
  ResponseEntity<byte[]> sent(HttpServletRequest request) {
    return Reply.to(request).type(XML).body(() -> answer(request));
  }

  private byte[] answer(HttpServletRequest request) {
    OaiRequest asked = null;
    try {
      asked = OaiRequest.read(request);
      OaiAnswer answer = begun(asked);
      fill(answer, asked);
      return answer.bytes();
    } catch (OaiProblem problem) {
      OaiAnswer answer = begun(problem.isBadRequest() ? null : asked);
      answer.problem(problem);
      return answer.bytes();
    }
  }

  /// A harvester asks next time for what has changed since the date of this answer.
  private OaiAnswer begun(@Nullable OaiRequest asked) {
    return new OaiAnswer(addresses.base() + "/oai", store.settled(), asked);
  }

  private void fill(OaiAnswer answer, OaiRequest asked) {
    switch (asked.verb()) {
      case IDENTIFY -> answer.repository(portal.name(), mails(), earliest());
      case LIST_METADATA_FORMATS -> {
        if (!asked.argument("identifier").isEmpty()) {
          record(asked);
        }
        answer.formats();
      }
      case LIST_SETS -> {
        if (!asked.token().isEmpty()) {
          throw OaiProblem.badToken();
        }
        answer.sets(tenants.all());
      }
      case GET_RECORD -> {
        requireFormat(asked.argument("metadataPrefix"));
        Stored stored = record(asked);
        answer.beginList();
        answer.record(stored, () -> metadata(asked.argument("metadataPrefix"), stored));
      }
      case LIST_IDENTIFIERS, LIST_RECORDS -> list(answer, asked);
    }
  }

  private Stored record(OaiRequest asked) {
    return stored(asked.argument("identifier")).orElseThrow(OaiProblem::unknownRecord);
  }

  private Optional<Stored> stored(String uri) {
    return store
        .idOf(uri)
        .flatMap(store::find)
        .filter(stored -> stored.entry().state() != State.DRAFT);
  }

  private void list(OaiAnswer answer, OaiRequest asked) {
    OaiList list = OaiList.of(asked);
    requireFormat(list.prefix());
    boolean whole = asked.verb() == OaiRequest.Verb.LIST_RECORDS;
    int size = whole ? RECORDS : IDENTIFIERS;
    List<Event> events = part(list, size + 1);
    if (events.isEmpty() && list.last() == null) {
      throw OaiProblem.nothing();
    }
    List<Event> given = events.subList(0, Math.min(size, events.size()));
    answer.beginList();
    for (Event event : given) {
      store
          .find(event.id())
          .filter(stored -> stored.entry().state() != State.DRAFT)
          .filter(stored -> !stored.modified().isAfter(list.span().until()))
          .ifPresent(stored -> {
            if (whole) {
              answer.record(stored, () -> metadata(list.prefix(), stored));
            } else {
              answer.header(stored);
            }
          });
    }
    boolean more = events.size() > size;
    if (more || list.last() != null) {
      String token = more ? list.token(given.getLast(), list.cursor() + size) : "";
      answer.token(token, Math.max(chronicle.count(list.span()), list.cursor()), list.cursor());
    }
  }

  private List<Event> part(OaiList list, int limit) {
    Event last = list.last();
    Span span = list.span();
    return last == null ? chronicle.first(span, limit) : chronicle.after(span, last, limit);
  }

  private OaiAnswer.Metadata metadata(String prefix, Stored stored) {
    Entry entry = stored.entry();
    return prefix.equals(OaiAnswer.DUBLIN_CORE)
        ? OaiAnswer.Metadata.dublinCore(entry)
        : OaiAnswer.Metadata.dcatAp(describing.graph(stored), entry.uri());
  }

  private static void requireFormat(String prefix) {
    if (!prefix.equals(OaiAnswer.DCAT_AP) && !prefix.equals(OaiAnswer.DUBLIN_CORE)) {
      throw OaiProblem.unknownFormat();
    }
  }

  private Instant earliest() {
    return chronicle.earliest().orElse(Instant.EPOCH);
  }

  /// Whom to ask: the tenants, else who keeps the machine.
  private List<String> mails() {
    List<String> mails =
        tenants.all().stream()
            .map(Tenant::contact)
            .map(contact -> contact == null || contact.email() == null ? "" : contact.email())
            .filter(mail -> mail.matches("\\S+@(\\S+\\.)+\\S+"))
            .distinct()
            .limit(5)
            .toList();
    String host = addresses.base().replaceFirst("^[a-z]+://", "").replaceFirst("[:/].*$", "");
    return mails.isEmpty()
        ? List.of("postmaster@" + (host.contains(".") ? host : host + ".localdomain"))
        : mails;
  }
}
