package org.allmende.web.page;

import java.util.List;
import java.util.stream.Stream;

/// The form in which an administrator says who the tenant is and how its pages look.
///
/// @param formToken shows that the form came from here
/// @param path where the form is sent
/// @param shown the tenant's page
/// @param tenant its name
/// @param slug its part of the addresses
/// @param crest the address of its crest; empty where it has none
/// @param saved whether it was just saved
/// @param who it is
/// @param colours of its pages
/// @param picture to choose another crest by
/// @param operators what only the operator may say; empty for others
/// @param domain its own host name; empty where it has none
public record SettingsPage(
    String formToken,
    String path,
    String shown,
    String tenant,
    String slug,
    String crest,
    boolean saved,
    List<FormField> who,
    List<FormField> colours,
    FormField picture,
    List<FormField> operators,
    String domain) {

  public SettingsPage {
    who = List.copyOf(who);
    colours = List.copyOf(colours);
    operators = List.copyOf(operators);
  }

  /// The fields something is wrong with, in the order of the page.
  public List<FormField> wrong() {
    return Stream.of(who, colours, List.of(picture), operators)
        .flatMap(List::stream)
        .filter(field -> !field.wrong().isEmpty())
        .toList();
  }
}
