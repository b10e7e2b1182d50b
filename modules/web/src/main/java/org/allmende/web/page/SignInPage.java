package org.allmende.web.page;

/// Signing in, with a password, with a token, or with somebody else who says who it is.
///
/// @param formToken shows that the form came from here
/// @param next where to go afterwards
/// @param login as it was typed; empty at first
/// @param failed what is wrong with what was just given; empty when nothing is
/// @param passwords whether there are passwords of this installation
/// @param provider who else says who people are; empty where nobody does
public record SignInPage(
    String formToken,
    String next,
    String login,
    String failed,
    boolean passwords,
    String provider) {}
