package org.allmende.dcat.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "Stand 31.12.2012, 2012-12-31, 2012-12-31",
    "2015_10_22_24mq, 2015-10-22, 2015-10-22",
    "council_election_20090830, 2009-08-30, 2009-08-30",
    "Anfrage 26.08.14, 2014-08-26, 2014-08-26",
    "load_2014-01, 2014-01-01, 2014-01-31",
    "EWR201512E, 2015-12-01, 2015-12-31",
    "Belegung 03/2019, 2019-03-01, 2019-03-31",
    "Januar 2014, 2014-01-01, 2014-01-31",
    "Besuche Q1 2019, 2019-01-01, 2019-03-31",
    "3. Quartal 2020, 2020-07-01, 2020-09-30",
    "Haushalt 2007 bis 2017, 2007-01-01, 2017-12-31",
    "Schuljahr 2018/19, 2018-01-01, 2019-12-31",
    "Tischtennisplatten2024, 2024-01-01, 2024-12-31",
    "Tageswerte_19570901_20121231, 1957-09-01, 2012-12-31"
  })
  void readsTheTimeInANameOrALine(String text, String start, String end) {
    Span span = Span.around(Span.in(text));
    assertEquals(start + " " + end, span == null ? "" : span.start() + " " + span.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COVID19",
        "unfalldaten16",
        "gw2001",
        "05315000",
        "33111-02ir",
        "52.019 EUR",
        "1.2014,5",
        "31.13.2020",
        "220307",
        "84159",
        "Tel. 0211 20201",
        ""
      })
  void findsNoTimeInOtherNumbers(String text) {
    assertEquals(0, Span.in(text).size(), () -> Span.in(text).toString());
  }

  @Test
  void readsHostileTextInOneGo() {
    assertEquals(0, Span.in("9".repeat(100_000)).size());
    assertEquals(0, Span.in("31.".repeat(50_000)).size());
  }
}
