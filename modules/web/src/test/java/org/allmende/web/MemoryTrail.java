package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.store.Deed;
import org.allmende.catalog.store.Trail;

/// A trail kept in memory.
public final class MemoryTrail implements Trail {

  private final List<Line> lines = new ArrayList<>();

  @Override
  public void note(Deed deed) {
    note(deed, 0);
  }

  synchronized void note(Deed deed, long change) {
    lines.add(new Line(lines.size() + 1L, Portal.NOW, change, deed));
  }

  @Override
  public synchronized List<Line> read(Question question) {
    return lines.reversed().stream()
        .filter(line -> line.number() < question.before() && question.takes(line.deed()))
        .limit(question.limit())
        .toList();
  }

  @Override
  public void keep(int days) {}

  @Override
  public void withoutDetails(String object) {}
}
