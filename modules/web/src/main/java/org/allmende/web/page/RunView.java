package org.allmende.web.page;

/// A run over a source, in one line.
///
/// @param number as it is counted
/// @param href its page
/// @param when it began
/// @param duration in words
/// @param kind of the outcome: `good`, `warn` or `bad`
/// @param outcome in words
/// @param counts what became of the records, in words
/// @param replay of which run it was played again; empty where the source was asked
public record RunView(
    String number,
    String href,
    String when,
    String duration,
    String kind,
    String outcome,
    String counts,
    String replay) {}
