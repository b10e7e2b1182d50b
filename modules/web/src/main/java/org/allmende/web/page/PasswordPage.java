package org.allmende.web.page;

/// Setting a password.
///
/// @param formToken shows that the form came from here
/// @param link the secret of the link it is set by; empty where the password before is asked for
/// @param login whose password it is; empty where nobody may set one
/// @param note what is wrong; empty when nothing is
/// @param shortest the fewest characters
/// @param longest the most characters
public record PasswordPage(
    String formToken, String link, String login, String note, int shortest, int longest) {}
