package org.allmende.web.http;

import java.util.ArrayList;
import java.util.List;
import org.allmende.web.page.Address;
import org.allmende.web.page.PageLink;
import org.allmende.web.page.Words;

/// The steps of a list in pages: first, around the current one, last, and the next.
public final class Pagination {

  private static final int AROUND = 2;

  private Pagination() {}

  public static List<PageLink> links(Words words, Address here, int current, long last) {
    var links = new ArrayList<PageLink>();
    long shown = 0;
    for (long page = 1; page <= last; page++) {
      if (page == 1 || page == last || Math.abs(page - current) <= AROUND) {
        if (page > shown + 1) {
          links.add(new PageLink("…", "", "", false));
        }
        String label = words.number(page);
        links.add(
            new PageLink(label, words.t("pages.page", page), at(here, page), page == current));
        shown = page;
      } else if (page < current - AROUND) {
        page = Math.max(page, (long) current - AROUND - 1);
      } else {
        page = last - 1;
      }
    }
    if (current < last) {
      String next = words.t("pages.next");
      links.add(new PageLink(next, next, at(here, current + 1L), false));
    }
    return links;
  }

  private static String at(Address here, long page) {
    return (page == 1 ? here.without("page") : here.with("page", Long.toString(page))).toString();
  }
}
