package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form to write to the office about a dataset.
///
/// @param title of the dataset
/// @param titleLanguage the language of that, where it is not the page's; null else
/// @param dataset its page
/// @param action where the form goes
/// @param office who reads it
/// @param contact where else one can ask
/// @param opened when the form was given out, sealed
/// @param text what was written; empty at first
/// @param note why it was not taken; empty when nothing is wrong
/// @param sent whether a message has just been taken
/// @param longest the most characters that are taken
/// @param days for how long a message is kept; 0 where none are taken
public record FeedbackPage(
    String title,
    @Nullable String titleLanguage,
    String dataset,
    String action,
    String office,
    List<Link> contact,
    String opened,
    String text,
    String note,
    boolean sent,
    int longest,
    long days) {

  public FeedbackPage {
    contact = List.copyOf(contact);
  }
}
