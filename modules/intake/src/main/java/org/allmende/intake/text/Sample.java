package org.allmende.intake.text;

/// The beginning of a text.
///
/// @param text whole lines of it
/// @param whole whether it is all of the text
public record Sample(String text, boolean whole) {

  Sample with(String other) {
    return new Sample(other, whole);
  }
}
