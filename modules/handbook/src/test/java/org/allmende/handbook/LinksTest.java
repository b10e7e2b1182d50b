package org.allmende.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void everyLinkBetweenPagesLeadsSomewhere() {
    var broken = new ArrayList<String>();
    int seen = 0;
    for (Path page : Handbook.pages()) {
      for (var match : LINK.matcher(Handbook.text(page)).results().toList()) {
        String target = match.group(1);
        seen++;
        if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
          broken.add(page.getFileName() + " → " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(seen > 10);
  }

  @Test
  void theFrontPageLeadsToEveryPage() {
    String front = Handbook.text("README.md");
    var missing = new ArrayList<String>();
    for (Path page : Handbook.pages()) {
      String name = String.valueOf(page.getFileName());
      if (!name.equals("README.md") && !front.contains("(" + name + ")")) {
        missing.add(name);
      }
    }
    assertEquals(List.of(), missing);
  }
}
