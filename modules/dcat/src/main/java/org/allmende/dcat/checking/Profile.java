package org.allmende.dcat.checking;

import java.util.List;
import java.util.stream.Stream;

/// By whose rules a description is checked.
public enum Profile {
  /// [DCAT-AP 3.0.1](https://semiceu.github.io/DCAT-AP/releases/3.0.1/), the European profile.
  DCAT_AP,
  /// [DCAT-AP.de 3.0](https://www.dcat-ap.de/def/dcatde/3.0/spec/), which adds to it.
  DCAT_AP_DE,
  /// DCAT-AP for high-value datasets: everything in the graph is taken to be one.
  HVD;

  private static final List<String> EVERYWHERE =
      List.of(
          "dcat-ap",
          "dcat-ap-catalog",
          "dcat-ap-services",
          "dcat-ap-relations",
          "types",
          "recommended",
          "vocabularies");

  /// The files of shapes it consists of.
  List<String> shapes() {
    List<String> own =
        switch (this) {
          case DCAT_AP -> List.of("dcat-ap-recommended");
          case DCAT_AP_DE -> List.of("dcat-ap-de");
          case HVD -> List.of("dcat-ap-recommended", "hvd");
        };
    return Stream.concat(EVERYWHERE.stream(), own.stream()).toList();
  }
}
