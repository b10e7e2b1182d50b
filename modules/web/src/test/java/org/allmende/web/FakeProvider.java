package org.allmende.web;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.catalog.accounts.GroupRoles;
import org.allmende.catalog.accounts.Identity;
import org.allmende.catalog.accounts.IdentityProvider;
import org.allmende.catalog.accounts.ProviderFailed;
import org.allmende.catalog.accounts.ProviderFailed.Why;

/// A provider that vouches for whom a test names.
public final class FakeProvider implements IdentityProvider {

  public static final String ISSUER = "https://anmeldung.example.org";

  private final AtomicInteger departures = new AtomicInteger();
  private volatile Identity next =
      new Identity(ISSUER, "1", "anna.beck", "Anna Beck", Set.of("redaktion"));
  private volatile boolean silent;

  /// Who comes back from now on.
  public void vouchFor(String subject, String login, String... groups) {
    next = new Identity(ISSUER, subject, login, "Frau " + login, Set.of(groups));
  }

  /// Whether it answers at all.
  public void fallSilent(boolean now) {
    silent = now;
  }

  @Override
  public String name() {
    return "Rathaus";
  }

  @Override
  public GroupRoles groups() {
    return GroupRoles.of("redaktion=weidenstedt:editor; it=operator; portal-{tenant}-{role}");
  }

  @Override
  public Departure depart(URI back, String language) throws ProviderFailed {
    if (silent) {
      throw new ProviderFailed(Why.UNREACHABLE, "silent");
    }
    String state = "state-" + departures.incrementAndGet();
    return new Departure(URI.create(ISSUER + "/auth?state=" + state), state, "nonce", "verifier");
  }

  @Override
  public Return redeem(Departure departure, URI back, Map<String, String> answer)
      throws ProviderFailed {
    if (!"good".equals(answer.get("code"))) {
      throw new ProviderFailed(Why.NOT_BELIEVED, "a bad code");
    }
    return new Return(next, "proof");
  }

  @Override
  public Optional<URI> farewell(String proof, URI back) {
    return Optional.of(URI.create(ISSUER + "/logout?proof=" + proof));
  }
}
