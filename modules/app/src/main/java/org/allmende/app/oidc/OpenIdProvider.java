package org.allmende.app.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.catalog.accounts.GroupRoles;
import org.allmende.catalog.accounts.IdentityProvider;
import org.allmende.catalog.accounts.ProviderFailed;
import org.allmende.catalog.accounts.ProviderFailed.Why;
import org.allmende.harvest.Network;
import org.jspecify.annotations.Nullable;

/// A provider of [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html): the
/// authorization code flow with PKCE. The protocol and the checks of its tokens are the library's;
/// which algorithms are believed, over which network it is asked and what its claims mean here is
/// said here.
public final class OpenIdProvider implements IdentityProvider {

  /// What signatures are believed: those that only the provider can make.
  private static final Set<JWSAlgorithm> BELIEVED =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration KEPT = Duration.ofHours(1);

  /// Who does not answer is not asked again for so long, or all who wait would ask in turn.
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private static final int LONGEST_CODE = 4096;
  private static final int SKEW_SECONDS = 60;

  private final OpenIdClient client;
  private final ProviderNetwork network;
  private final InstantSource clock;
  private final Claims claims;
  private @Nullable Known known;
  private @Nullable Failure failure;

  public OpenIdProvider(OpenIdClient client, InstantSource clock) {
    this.client = client;
    this.network = new ProviderNetwork(Network.brief(Set.of(client.hostAndPort())));
    this.clock = clock;
    this.claims = new Claims(client);
  }

  /// What the provider says of itself.
  private record Known(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant since) {}

  private record Failure(ProviderFailed why, Instant at) {}

  @Override
  public String name() {
    return client.label();
  }

  @Override
  public GroupRoles groups() {
    return client.groups();
  }

  @Override
  public Departure depart(URI back, String language) throws ProviderFailed {
    OIDCProviderMetadata metadata = known().metadata();
    var state = new State();
    var nonce = new Nonce();
    var verifier = new CodeVerifier();
    try {
      URI address =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE,
                  new Scope("openid", "profile", "email"),
                  new ClientID(client.id()),
                  back)
              .endpointURI(metadata.getAuthorizationEndpointURI())
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .uiLocales(List.of(new LangTag(language)))
              .build()
              .toURI();
      return new Departure(address, state.getValue(), nonce.getValue(), verifier.getValue());
    } catch (LangTagException e) {
      throw new IllegalArgumentException("not a language: " + language, e);
    }
  }

  @Override
  public Return redeem(Departure departure, URI back, Map<String, String> answer)
      throws ProviderFailed {
    Known asked = known();
    String code = code(departure, asked.metadata(), answer);
    JWT token = idToken(asked.metadata(), departure, back, code);
    try {
      var keys = new JWSVerificationKeySelector<>(BELIEVED, asked.keys());
      var validator =
          new IDTokenValidator(new Issuer(client.issuer()), new ClientID(client.id()), keys, null);
      validator.setMaxClockSkew(SKEW_SECONDS);
      var checked = validator.validate(token, new Nonce(departure.nonce()));
      var party = checked.getAuthorizedParty();
      if (party != null && !party.getValue().equals(client.id())) {
        throw new ProviderFailed(Why.NOT_BELIEVED, "the ID token was given out to another client");
      }
      return new Return(claims.identity(checked.toJSONObject()), token.serialize());
    } catch (BadJOSEException | JOSEException e) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "the ID token is not valid: " + e.getMessage(), e);
    }
  }

  /// The code that a browser has brought back.
  private String code(
      Departure departure, OIDCProviderMetadata metadata, Map<String, String> answer)
      throws ProviderFailed {
    if (!departure.state().equals(answer.get("state"))) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "the answer belongs to another request");
    }
    String issuer = answer.get("iss");
    boolean issuerSaid = metadata.supportsAuthorizationResponseIssuerParam();
    if (issuer == null ? issuerSaid : !issuer.equals(client.issuer().toString())) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "the answer comes from another issuer");
    }
    if (answer.containsKey("error")) {
      String error = String.valueOf(answer.get("error")).replaceAll("[^a-z_]", "");
      throw new ProviderFailed(Why.REFUSED, "the provider refuses: " + error);
    }
    String code = answer.getOrDefault("code", "");
    if (code.isBlank() || code.length() > LONGEST_CODE) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "the answer has no code");
    }
    return code;
  }

  private JWT idToken(OIDCProviderMetadata metadata, Departure departure, URI back, String code)
      throws ProviderFailed {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), back, new CodeVerifier(departure.verifier()));
    try {
      TokenResponse answer =
          OIDCTokenResponseParser.parse(network.send(request(metadata, grant).toHTTPRequest()));
      if (answer instanceof OIDCTokenResponse tokens) {
        JWT token = tokens.getOIDCTokens().getIDToken();
        if (token != null) {
          return token;
        }
      }
      String error =
          answer.indicatesSuccess()
              ? "no ID token"
              : String.valueOf(answer.toErrorResponse().getErrorObject().getCode());
      throw new ProviderFailed(Why.NOT_BELIEVED, "the code is not redeemed: " + error);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (ParseException e) {
      throw new ProviderFailed(
          Why.UNREACHABLE, "the provider answers something else: " + e.getMessage(), e);
    }
  }

  private TokenRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
    URI endpoint = metadata.getTokenEndpointURI();
    var id = new ClientID(client.id());
    if (client.secret().isEmpty()) {
      return new TokenRequest.Builder(endpoint, id, grant).build();
    }
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    var secret = new Secret(client.secret());
    boolean byPost =
        methods != null
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    ClientAuthentication shown =
        byPost ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    return new TokenRequest.Builder(endpoint, shown, grant).build();
  }

  @Override
  public Optional<URI> farewell(String proof, URI back) {
    try {
      URI endpoint = known().metadata().getEndSessionEndpointURI();
      return endpoint == null
          ? Optional.empty()
          : Optional.of(
              new LogoutRequest(
                      endpoint,
                      JWTParser.parse(proof),
                      null,
                      new ClientID(client.id()),
                      back,
                      null,
                      null)
                  .toURI());
    } catch (ProviderFailed | java.text.ParseException _) {
      return Optional.empty();
    }
  }

  private synchronized Known known() throws ProviderFailed {
    Known before = known;
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.since().plus(KEPT))) {
      return before;
    }
    Failure last = failure;
    if (last != null && now.isBefore(last.at().plus(LEFT_ALONE))) {
      throw last.why();
    }
    try {
      failure = null;
      return asked(before, now);
    } catch (ProviderFailed e) {
      failure = new Failure(e, now);
      throw e;
    }
  }

  private Known asked(@Nullable Known before, Instant now) throws ProviderFailed {
    try {
      OIDCProviderMetadata metadata =
          checked(OIDCProviderMetadata.parse(network.get(client.discovery())));
      JWKSource<SecurityContext> keys =
          before != null && before.metadata().getJWKSetURI().equals(metadata.getJWKSetURI())
              ? before.keys()
              : keys(metadata.getJWKSetURI());
      var fresh = new Known(metadata, keys, now);
      known = fresh;
      return fresh;
    } catch (IOException e) {
      throw unreachable(e);
    } catch (ParseException e) {
      throw new ProviderFailed(
          Why.UNREACHABLE, client.discovery() + " describes no provider: " + e.getMessage(), e);
    }
  }

  private JWKSource<SecurityContext> keys(URI address) throws MalformedURLException {
    return JWKSourceBuilder.<SecurityContext>create(address.toURL(), network)
        .refreshAheadCache(false)
        .build();
  }

  /// A description by another name is none of this provider, and nobody is sent where others can
  /// listen.
  private OIDCProviderMetadata checked(OIDCProviderMetadata said) throws ProviderFailed {
    if (!said.getIssuer().getValue().equals(client.issuer().toString())) {
      throw new ProviderFailed(
          Why.NOT_BELIEVED,
          client.discovery() + " describes the issuer " + said.getIssuer().getValue());
    }
    requireSafe(said.getAuthorizationEndpointURI());
    requireSafe(said.getTokenEndpointURI());
    requireSafe(said.getJWKSetURI());
    if (said.getEndSessionEndpointURI() != null) {
      requireSafe(said.getEndSessionEndpointURI());
    }
    return said;
  }

  private void requireSafe(@Nullable URI endpoint) throws ProviderFailed {
    boolean safe =
        endpoint != null
            && endpoint.getHost() != null
            && (client.issuer().getScheme().equalsIgnoreCase(endpoint.getScheme())
                || "https".equalsIgnoreCase(endpoint.getScheme()));
    if (!safe) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "not a safe endpoint: " + endpoint);
    }
  }

  private static ProviderFailed unreachable(IOException e) {
    return new ProviderFailed(
        Why.UNREACHABLE, "the provider cannot be asked: " + e.getMessage(), e);
  }
}
