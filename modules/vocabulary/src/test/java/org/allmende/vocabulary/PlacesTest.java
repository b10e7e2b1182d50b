package org.allmende.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  private final Places places = Vocabularies.shipped().places();

  @ParameterizedTest
  @CsvSource({
    "01, STATE, Schleswig-Holstein",
    "053, GOVERNMENT_DISTRICT, Reg.-Bez. Köln",
    "05315, DISTRICT, Köln",
    "05315000, MUNICIPALITY, Köln"
  })
  void findsPlacesOfEachKindByKey(String key, Place.Kind kind, String name) {
    var place = places.byAgs(key).orElseThrow();
    assertEquals(kind, place.kind());
    assertEquals(name, place.name());
    assertEquals(Optional.of(place), places.byUri(place.uri()));
  }

  @Test
  void knowsWhatTheTableSaysOfAMunicipality() {
    var flensburg = places.byArs("010010000000").orElseThrow();
    assertEquals("Flensburg, Stadt", flensburg.officialName());
    assertEquals("kreisfreie Stadt", flensburg.type());
    assertEquals(9.43751, flensburg.lon());
    assertEquals(54.78252, flensburg.lat());
    assertEquals("24937", flensburg.postcode());
    assertEquals(Place.Kind.DISTRICT.uri("01001"), flensburg.broader());
  }

  @ParameterizedTest
  @CsvSource({
    "Flensburg, 01001000",
    "'Flensburg, Stadt', 01001000",
    "Stadt Flensburg, 01001000",
    "FLENSBURG, 01001000",
    "Landeshauptstadt Kiel, 01002000",
    "Hansestadt Lübeck, 01003000",
    "Luebeck, 01003000",
    "Stadt Köln, 05315000",
    "Berlin, 11000000",
    "Land Berlin, 11",
    "Freistaat Bayern, 09",
    "Landkreis Goslar, 03153",
    "Goslar (Landkreis), 03153",
    "Lkr. Goslar, 03153",
    "Stadt Goslar, 03153017",
    "Kreis Dithmarschen, 01051",
    "Dithmarschen, 01051",
    "Städteregion Aachen, 05334",
    "Regierungsbezirk Köln, 053",
    "Altdorf bei Nürnberg, 09574112",
    "Lahr/Schwarzwald, 08317065",
    "Frankfurt am Main, 06412000",
    "Gemeinde Vaterstetten, 09175132",
    "Landkreis München, 09184",
    "Frankfurt/Main, 06412000",
    "Frankfurt a.M., 06412000",
    "Halle/Saale, 15002000",
    "Sankt Ingbert, 10045117",
    "St. Ingbert, 10045117",
    "Bad Homburg vor der Höhe, 06434001",
    "Weiden in der Oberpfalz, 09363000",
    "Murnau am Staffelsee, 09180124"
  })
  void findsPlacesByTheNamesPeopleUse(String name, String key) {
    assertEquals(List.of(key), keys(places.byName(name)));
  }

  @Test
  void answersAmbiguousNamesWithAllCandidatesTheLikeliestFirst() {
    assertEquals(List.of("03153017", "03153"), keys(places.byName("Goslar")));
    assertEquals("15002000", keys(places.byName("Halle")).getFirst());
    assertEquals("06412000", keys(places.byName("Frankfurt")).getFirst());
    assertTrue(places.byName("Frankfurt").size() > 1);
    assertTrue(places.byName("Neustadt").size() > 10);
    assertEquals(List.of("12", "12051000"), keys(places.byName("Brandenburg")));
    assertEquals("06413000", keys(places.byName("Offenbach")).getFirst());
    assertEquals("14", keys(places.byName("Sachsen")).getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "Essen, 05113000",
    "Goslar, 03153017",
    "Brandenburg, 12",
    "Offenbach, 06413000",
    "Flensburg, 01001000",
    "Landkreis Goslar, 03153"
  })
  void saysWhichPlaceANameMeansBeyondDoubt(String name, String key) {
    assertEquals(Optional.of(key), places.likeliest(name).map(Place::key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Neustadt", "Mühlhausen", "Weidenstedt"})
  void leavesADoubtfulNameOpen(String name) {
    assertEquals(Optional.empty(), places.likeliest(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Stadt", "Stadt ", "Weidenstedt", "(((", ","})
  void findsNothingByNamesNoPlaceHas(String name) {
    assertEquals(List.of(), places.byName(name));
  }

  @Test
  void listsWhatLiesInAPlace() {
    var goslar = places.byAgs("03153").orElseThrow();
    var within = places.within(goslar);
    assertTrue(within.size() >= 10);
    assertTrue(within.stream().allMatch(goslar::contains));
    assertEquals(within.stream().mapToInt(Place::population).sum(), goslar.population());
  }

  @Test
  void findsMunicipalitiesByPostCode() {
    assertEquals(List.of("01001000"), keys(places.byPostcode("24937")));
    assertEquals(List.of(), places.byPostcode("00000"));
  }

  private static List<String> keys(List<Place> places) {
    return places.stream().map(Place::key).collect(Collectors.toList());
  }
}
