package org.allmende.app.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// A provider of OpenID Connect as small as can be, which does wrong what a test wants.
final class SmallProvider implements AutoCloseable {

  static final String CLIENT = "allmende";
  static final String SECRET = "geheim & lang";

  private static final RSAKey KEY = key("eins");
  private static final RSAKey OTHER = key("eins");

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private volatile UnaryOperator<JWTClaimsSet.Builder> claims = given -> given;
  private volatile Signing signing = Signing.RIGHT;
  private volatile String tokenEndpoint;
  private volatile String namedIssuer;
  private volatile boolean endlessKeys;

  /// How ID tokens are signed.
  enum Signing {
    RIGHT,
    BY_ANOTHER_KEY,
    NOT_AT_ALL,
    BY_THE_SECRET
  }

  SmallProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokenEndpoint = issuer() + "/token";
    namedIssuer = issuer();
    server.createContext("/", this::answer);
    server.start();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void claim(UnaryOperator<JWTClaimsSet.Builder> changed) {
    claims = changed;
  }

  void sign(Signing how) {
    signing = how;
  }

  void moveTokens(String endpoint) {
    tokenEndpoint = endpoint;
  }

  void callItself(String issuer) {
    namedIssuer = issuer;
  }

  void sendEndlessKeys() {
    endlessKeys = true;
  }

  List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /// Lets somebody sign in, and returns the code that a browser brings back.
  String signIn(URI departure) {
    String code = "code-" + codes.size();
    codes.put(code, form(departure.getRawQuery()));
    return code;
  }

  private static Map<String, String> form(String text) {
    var form = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    synchronized (asked) {
      asked.add(path);
    }
    try (exchange) {
      switch (path) {
        case "/.well-known/openid-configuration" -> send(exchange, 200, description());
        case "/keys" ->
            send(
                exchange,
                200,
                endlessKeys
                    ? "{\"keys\":[" + " ".repeat(300_000) + "]}"
                    : new JWKSet(KEY.toPublicJWK()).toString());
        case "/token" -> token(exchange);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private String description() {
    return """
    {"issuer":"%s","authorization_endpoint":"%s/auth","token_endpoint":"%s","jwks_uri":"%s/keys",
     "end_session_endpoint":"%s/logout","subject_types_supported":["public"],
     "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"],
     "authorization_response_iss_parameter_supported":true}\
    """
        .formatted(namedIssuer, issuer(), tokenEndpoint, issuer(), issuer());
  }

  /// A code is good once, for the client that knows the secret and the verifier.
  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> said = form(body);
    Map<String, String> begun = codes.remove(said.getOrDefault("code", ""));
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String credentials = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    if (begun == null
        || !header.equals(expected)
        || !challenge(said.getOrDefault("code_verifier", "")).equals(begun.get("code_challenge"))
        || !said.getOrDefault("redirect_uri", "").equals(begun.get("redirect_uri"))) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String token = idToken(begun.getOrDefault("nonce", ""));
    send(
        exchange,
        200,
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet said =
        claims
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .subject("f:42")
                    .audience(CLIENT)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("nonce", nonce)
                    .claim("preferred_username", "anna.beck")
                    .claim("name", "Anna Beck")
                    .claim("groups", List.of("/redaktion", "it")))
            .build();
    try {
      return switch (signing) {
        case RIGHT -> signed(said, KEY);
        case BY_ANOTHER_KEY -> signed(said, OTHER);
        case NOT_AT_ALL -> new PlainJWT(said).serialize();
        case BY_THE_SECRET -> {
          var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), said);
          token.sign(new MACSigner(KEY.toPublicJWK().toJSONString()));
          yield token.serialize();
        }
      };
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWTClaimsSet said, RSAKey key) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, said);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
