package org.allmende.web.page;

import java.util.List;
import java.util.stream.Stream;

/// The form in which a source is entered or changed.
///
/// @param formToken shows that the form came from here
/// @param list the page of all sources
/// @param path where the form is sent
/// @param tenant its name
/// @param source the page of the source; empty for a new one
/// @param title what the page is about
/// @param fields what every source needs
/// @param interval how often it is read: a number and a unit
/// @param options what only some kinds want to know
public record SourceFormPage(
    String formToken,
    String list,
    String path,
    String tenant,
    String source,
    String title,
    List<FormField> fields,
    List<FormField> interval,
    List<FormField> options) {

  public SourceFormPage {
    fields = List.copyOf(fields);
    interval = List.copyOf(interval);
    options = List.copyOf(options);
  }

  /// The fields something is wrong with, in the order of the page.
  public List<FormField> wrong() {
    return Stream.of(fields, interval, options)
        .flatMap(List::stream)
        .filter(field -> !field.wrong().isEmpty())
        .toList();
  }
}
