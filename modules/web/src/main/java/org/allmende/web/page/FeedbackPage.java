package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form to write to the office about a dataset, or to the operator about the portal.
///
/// @param subject what it is about
/// @param action where the form goes
/// @param opened when the form was given out, sealed
/// @param text what was written; empty at first
/// @param note why it was not taken; empty when nothing is wrong
/// @param sent whether a message has just been taken
/// @param longest the most characters that are taken
/// @param days for how long a message is kept; 0 where none are taken
public record FeedbackPage(
    Subject subject,
    String action,
    String opened,
    String text,
    String note,
    boolean sent,
    int longest,
    long days) {

  /// What is written about.
  ///
  /// @param portal whether it is the portal itself
  /// @param title what it is called
  /// @param titleLanguage the language of that, where it is not the page's; null else
  /// @param page where it is
  /// @param office who reads it
  /// @param contact where else one can ask
  public record Subject(
      boolean portal,
      String title,
      @Nullable String titleLanguage,
      String page,
      String office,
      List<Link> contact) {

    public Subject {
      contact = List.copyOf(contact);
    }
  }
}
