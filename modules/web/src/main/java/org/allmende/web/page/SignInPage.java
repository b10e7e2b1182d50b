package org.allmende.web.page;

/// Signing in, with a password or with a token.
///
/// @param formToken shows that the form came from here
/// @param next where to go afterwards
/// @param login as it was typed; empty at first
/// @param failed what is wrong with what was just given; empty when nothing is
public record SignInPage(String formToken, String next, String login, String failed) {}
