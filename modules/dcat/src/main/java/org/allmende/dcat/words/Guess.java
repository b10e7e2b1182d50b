package org.allmende.dcat.words;

import org.allmende.model.Claim;
import org.allmende.model.Text;

/// A value with where it comes from.
///
/// @param certainty from 0 to 1
public record Guess<T>(T value, Claim.Source source, double certainty, Text why) {

  public static <T> Guess<T> said(T value) {
    return new Guess<>(
        value, Claim.Source.SAID, 1, new Text("So angegeben.", "Stated by the publisher."));
  }

  public static <T> Guess<T> setting(T value) {
    return new Guess<>(
        value,
        Claim.Source.SAID,
        0.9,
        new Text("Aus den Einstellungen des Mandanten.", "From the tenant's settings."));
  }

  public static <T> Guess<T> read(T value, double certainty, String de, String en) {
    return new Guess<>(value, Claim.Source.READ, certainty, new Text(de, en));
  }

  public static <T> Guess<T> guessed(T value, double certainty, String de, String en) {
    return new Guess<>(value, Claim.Source.GUESSED, certainty, new Text(de, en));
  }

  public Claim claim(String field) {
    return new Claim(field, source, certainty, why);
  }
}
