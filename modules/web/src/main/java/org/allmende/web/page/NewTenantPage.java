package org.allmende.web.page;

import java.util.List;

/// The form in which the operator takes in a tenant.
///
/// @param formToken shows that the form came from here
/// @param path where the form is sent
/// @param fields of the form
/// @param done what was just done
public record NewTenantPage(String formToken, String path, List<FormField> fields, Done done) {

  public NewTenantPage {
    fields = List.copyOf(fields);
  }

  /// A tenant that was taken in.
  ///
  /// @param note that it was; empty where nothing was done
  /// @param say what became of the invitation
  /// @param link by which its administrator sets a password, shown this once; may be empty
  /// @param next where to go on
  public record Done(String note, String say, String link, List<Link> next) {

    public static final Done NOTHING = new Done("", "", "", List.of());

    public Done {
      next = List.copyOf(next);
    }
  }

  /// The fields something is wrong with.
  public List<FormField> wrong() {
    return fields.stream().filter(field -> !field.wrong().isEmpty()).toList();
  }
}
