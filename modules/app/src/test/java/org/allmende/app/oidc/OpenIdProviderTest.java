package org.allmende.app.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.allmende.app.oidc.SmallProvider.Signing;
import org.allmende.catalog.accounts.GroupRoles;
import org.allmende.catalog.accounts.Identity;
import org.allmende.catalog.accounts.IdentityProvider.Departure;
import org.allmende.catalog.accounts.ProviderFailed;
import org.allmende.catalog.accounts.ProviderFailed.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenIdProviderTest {

  private static final URI BACK = URI.create("https://daten.example.org/account/provider/back");

  private SmallProvider there;
  private OpenIdProvider provider;

  @BeforeEach
  void open() throws IOException {
    there = new SmallProvider();
    provider = provider("groups", "preferred_username");
  }

  @AfterEach
  void close() {
    there.close();
  }

  private OpenIdProvider provider(String groupsClaim, String loginClaim) {
    var client =
        new OpenIdClient(
            URI.create(there.issuer()),
            SmallProvider.CLIENT,
            SmallProvider.SECRET,
            "Rathaus",
            GroupRoles.of(""),
            groupsClaim,
            loginClaim);
    return new OpenIdProvider(client, InstantSource.system());
  }

  private Map<String, String> answer(Departure departure) {
    var answer = new HashMap<String, String>();
    answer.put("state", departure.state());
    answer.put("code", there.signIn(departure.address()));
    answer.put("iss", there.issuer());
    return answer;
  }

  private Identity signIn() throws ProviderFailed {
    Departure departure = provider.depart(BACK, "de");
    return provider.redeem(departure, BACK, answer(departure)).identity();
  }

  private void refuses(Why why) {
    assertEquals(why, assertThrows(ProviderFailed.class, this::signIn).why());
  }

  private void refusesClaims(UnaryOperator<JWTClaimsSet.Builder> claims) {
    there.claim(claims);
    refuses(Why.NOT_BELIEVED);
  }

  @Test
  void believesWhoComesBackWithARightToken() throws ProviderFailed {
    Identity anna = signIn();
    assertEquals(there.issuer(), anna.issuer());
    assertEquals("f:42", anna.subject());
    assertEquals("anna.beck", anna.login());
    assertEquals("Anna Beck", anna.name());
    assertEquals(Set.of("/redaktion", "it"), anna.groups());
  }

  @Test
  void takesNoAddressForALoginThatIsNotVerified() throws ProviderFailed {
    provider = provider("groups", "email");
    there.claim(claims -> claims.claim("email", "anna@stadt.example"));
    assertEquals("", signIn().login());
    there.claim(
        claims -> claims.claim("email", "anna@stadt.example").claim("email_verified", true));
    assertEquals("anna@stadt.example", signIn().login());
  }

  @Test
  void asksForACodeThatOnlyItCanRedeem() throws ProviderFailed {
    String asked = provider.depart(BACK, "en").address().toString();
    assertTrue(asked.startsWith(there.issuer() + "/auth?"), asked);
    for (String part :
        List.of(
            "response_type=code",
            "code_challenge_method=S256",
            "scope=openid",
            "nonce=",
            "state=",
            "ui_locales=en")) {
      assertTrue(asked.contains(part), part + " in " + asked);
    }
  }

  @Test
  void believesNoTokenThatIsMeantForSomebodyElseOrAnotherTime() {
    refusesClaims(claims -> claims.audience("another"));
    refusesClaims(claims -> claims.audience(List.of(SmallProvider.CLIENT, "b")).claim("azp", "b"));
    refusesClaims(claims -> claims.issuer("https://elsewhere.example.org"));
    refusesClaims(claims -> claims.claim("nonce", "another"));
    refusesClaims(claims -> claims.claim("nonce", null));
    refusesClaims(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
    refusesClaims(claims -> claims.expirationTime(null));
    refusesClaims(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(600))));
    refusesClaims(claims -> claims.subject(null));
    refusesClaims(claims -> claims.subject("x".repeat(300)));
  }

  @Test
  void believesNoSignatureButTheProviders() {
    for (Signing signing :
        List.of(Signing.BY_ANOTHER_KEY, Signing.NOT_AT_ALL, Signing.BY_THE_SECRET)) {
      there.sign(signing);
      refuses(Why.NOT_BELIEVED);
    }
  }

  @Test
  void takesNoAnswerToAnotherQuestion() throws ProviderFailed {
    Departure departure = provider.depart(BACK, "de");
    Map<String, String> answer = answer(departure);
    Departure other = provider.depart(BACK, "de");
    assertThrows(ProviderFailed.class, () -> provider.redeem(other, BACK, answer));

    var withoutIssuer = new HashMap<>(answer);
    withoutIssuer.remove("iss");
    assertThrows(ProviderFailed.class, () -> provider.redeem(departure, BACK, withoutIssuer));
    var ofAnother = new HashMap<>(answer);
    ofAnother.put("iss", "https://elsewhere.example.org");
    assertThrows(ProviderFailed.class, () -> provider.redeem(departure, BACK, ofAnother));
    assertFalse(there.asked().contains("/token"));
  }

  @Test
  void redeemsACodeOnceAndOnlyWithItsVerifier() throws ProviderFailed {
    Departure departure = provider.depart(BACK, "de");
    Map<String, String> answer = answer(departure);
    provider.redeem(departure, BACK, answer);
    assertThrows(ProviderFailed.class, () -> provider.redeem(departure, BACK, answer));

    Departure begun = provider.depart(BACK, "de");
    var stolen = new Departure(begun.address(), begun.state(), begun.nonce(), departure.verifier());
    assertThrows(ProviderFailed.class, () -> provider.redeem(stolen, BACK, answer(begun)));
  }

  @Test
  void tellsThatSomebodyBrokeOff() throws ProviderFailed {
    Departure departure = provider.depart(BACK, "de");
    var answer =
        Map.of("state", departure.state(), "iss", there.issuer(), "error", "access_denied");
    var failed = assertThrows(ProviderFailed.class, () -> provider.redeem(departure, BACK, answer));
    assertEquals(Why.REFUSED, failed.why());
  }

  @Test
  void asksNobodyElseInAPrivateNetwork() throws IOException {
    try (var other = new SmallProvider()) {
      there.moveTokens(other.issuer() + "/token");
      refuses(Why.UNREACHABLE);
      assertEquals(List.of(), other.asked());
    }
  }

  @Test
  void believesNoDescriptionOfAnotherIssuer() {
    there.callItself("https://elsewhere.example.org");
    refuses(Why.NOT_BELIEVED);
  }

  @Test
  void takesNoEndlessListOfKeys() {
    there.sendEndlessKeys();
    refuses(Why.NOT_BELIEVED);
  }

  @Test
  void tellsThatTheProviderIsNotThere() {
    there.close();
    refuses(Why.UNREACHABLE);
  }

  @Test
  void findsGroupsFurtherInside() throws ProviderFailed {
    there.claim(
        claims -> claims.claim("realm_access", Map.of("roles", List.of("redaktion", 7, ""))));
    provider = provider("realm_access.roles", "preferred_username");
    assertEquals(Set.of("redaktion"), signIn().groups());
    there.claim(claims -> claims.claim("groups", "eine"));
    provider = provider("groups", "preferred_username");
    assertEquals(Set.of("eine"), signIn().groups());
    there.claim(claims -> claims.claim("groups", Map.of("a", "b")));
    assertEquals(Set.of(), signIn().groups());
  }

  @Test
  void signsOutAtTheProviderByWhatItGave() throws ProviderFailed {
    Departure departure = provider.depart(BACK, "de");
    String proof = provider.redeem(departure, BACK, answer(departure)).proof();
    String address =
        provider.farewell(proof, URI.create("https://daten.example.org/")).orElseThrow().toString();
    assertTrue(address.startsWith(there.issuer() + "/logout?"), address);
    assertTrue(address.contains("id_token_hint=" + proof), address);
    assertTrue(
        address.contains("post_logout_redirect_uri=https%3A%2F%2Fdaten.example.org%2F"), address);
  }

  @Test
  void trustsOnlyHttpsUnlessItIsThisMachine() {
    for (String issuer :
        List.of("http://anmeldung.example.org", "ftp://localhost", "https://a@b.de", "x:y")) {
      assertThrows(IllegalArgumentException.class, () -> client(issuer), issuer);
    }
    assertEquals(
        "anmeldung.example.org:443", client("https://Anmeldung.example.org/r").hostAndPort());
  }

  private static OpenIdClient client(String issuer) {
    return new OpenIdClient(URI.create(issuer), "a", "", "A", GroupRoles.of(""), "groups", "email");
  }
}
