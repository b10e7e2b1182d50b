package org.allmende.web.page;

/// How a source stands, and what holds it back.
///
/// @param kind `good`, `info`, `warn` or `bad`
/// @param title in a word or two
/// @param said what is the matter and what helps; empty where there is nothing to say
/// @param underWay whether a run waits or is under way, so that it is worth looking again
/// @param asking the run that waits for somebody to say that much may go; 0 where none does
/// @param next when it is read next, in words
public record SourceStanding(
    String kind, String title, String said, boolean underWay, int asking, String next) {}
