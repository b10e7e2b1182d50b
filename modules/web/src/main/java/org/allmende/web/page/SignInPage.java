package org.allmende.web.page;

/// Signing in with a token.
///
/// @param formToken shows that the form came from here
/// @param next where to go afterwards
/// @param failed whether the token just given is not valid
public record SignInPage(String formToken, String next, boolean failed) {}
