package org.allmende.web.page;

import java.util.List;

/// A field of a form, with what it is for and what is wrong with what was typed.
///
/// @param name of the parameter, and the end of its id in the page
/// @param label what it is called
/// @param type of the input: `text`, `url`, or `choice`
/// @param value as it was typed
/// @param options to choose from; empty where there is nothing to choose
/// @param why what it is for; may be empty
/// @param wrong what is wrong with it; empty where nothing is
/// @param required whether it has to be filled in
/// @param longest the most characters it takes
public record FormField(
    String name,
    String label,
    String type,
    String value,
    List<Choice> options,
    String why,
    String wrong,
    boolean required,
    int longest) {

  public FormField {
    options = List.copyOf(options);
  }

  /// Where it is in its page.
  public String id() {
    return "f-" + name;
  }

  /// Where what explains it is in its page: first what is wrong, then what it is for; empty where
  /// there is neither.
  public String describedBy() {
    String told = wrong.isEmpty() ? "" : id() + "-wrong";
    return why.isEmpty() ? told : (told + " " + id() + "-why").strip();
  }
}
