package org.allmende.web.page;

import java.util.List;

/// A drawing of a dataset's rows that other sites may show in a frame.
///
/// @param title of the dataset
/// @param href its page
/// @param by who publishes it
/// @param licenses the names of its licences, linked to their texts where those are known
public record FramedPage(
    String title, String href, String by, List<Link> licenses, ChartView chart) {

  public FramedPage {
    licenses = List.copyOf(licenses);
  }
}
