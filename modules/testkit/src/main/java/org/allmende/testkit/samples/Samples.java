package org.allmende.testkit.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sample files of all tenants.
public final class Samples {

  private Samples() {}

  /// Writes the folders `tenants/<slug>/` and `formats/csv/` below a folder.
  ///
  /// @param samples the `samples` folder of a checkout
  public static void write(Path samples) {
    Path tenants = samples.resolve("tenants");
    tenant(
        tenants,
        "weidenstedt",
        "Stadt Weidenstedt",
        "Geschäftsstelle Offene Daten",
        "offene-daten@weidenstedt.example.org",
        "dl-by-de/2.0");
    new Weidenstedt(tenants.resolve("weidenstedt")).write();
    tenant(
        tenants,
        "hohenlinde",
        "Gemeinde Hohenlinde",
        "Gemeindeverwaltung",
        "gemeinde@hohenlinde.example.org",
        "dl-zero-de/2.0");
    new Hohenlinde(tenants.resolve("hohenlinde")).write();
    tenant(
        tenants,
        "mittelwied",
        "Landkreis Mittelwied",
        "Fachdienst Statistik",
        "statistik@mittelwied.example.org",
        "cc-by/4.0");
    new Mittelwied(tenants.resolve("mittelwied")).write();
    text(
        tenants.resolve("mittelwied/haltestellen.csv.meta.json"),
        """
        {
          "title": {"de": "Haltestellen im Landkreis Mittelwied", "en": "Public transport stops in Mittelwied"},
          "keywords": ["Haltestelle", "Bus", "ÖPNV", "Barrierefreiheit"],
          "themes": ["TRAN"],
          "frequency": "ANNUAL"
        }
        """);
    new CsvCases(samples.resolve("formats/csv")).write();
  }

  /// Arguments: the `samples` folder.
  public static void main(String[] arguments) {
    write(Path.of(arguments[0]));
  }

  private static void tenant(
      Path tenants, String slug, String name, String office, String mail, String license) {
    text(
        tenants.resolve(slug).resolve("tenant.json"),
        """
        {
          "slug": "%s",
          "name": "%s",
          "contact": {"name": "%s", "email": "%s"},
          "license": "%s",
          "homepage": "https://%s.example.org/"
        }
        """
            .formatted(slug, name, office, mail, license, slug));
  }

  private static void text(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
