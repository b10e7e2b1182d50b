package org.allmende.harvest;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.model.Finding;
import org.allmende.model.Severity;
import org.allmende.model.Text;

/// Where requests may go: over HTTP, to the usual ports of hosts on the public Internet, and to
/// what the operator allows by name.
///
/// @param allowed hosts, or `host:port`, to which neither the rule about ports nor the one about
///   addresses applies
/// @param ports that may be asked on public hosts
/// @param resolver finds the addresses of a host
record WayOut(Set<String> allowed, Set<Integer> ports, Resolver resolver) {

  private static final Set<Integer> USUAL_PORTS = Set.of(80, 443, 8080, 8443);

  /// The last part of a host name is a number only in an IPv4 address.
  private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

  private static final Pattern QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  WayOut {
    allowed = Set.copyOf(allowed);
    ports = Set.copyOf(ports);
  }

  WayOut(Set<String> allowed, Resolver resolver) {
    this(allowed, USUAL_PORTS, resolver);
  }

  /// Finds the addresses of a host.
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /// An address that may be asked.
  ///
  /// @param host as it is written in the request
  /// @param port where the server listens
  /// @param addresses where the host is; only there the request may go
  record Target(URI uri, String host, int port, List<InetAddress> addresses) {
    Target {
      addresses = List.copyOf(addresses);
    }

    /// Without the port that the scheme means anyway.
    String authority() {
      boolean usual = port == (isSecure() ? 443 : 80);
      return usual ? host : host + ":" + port;
    }

    boolean isSecure() {
      return "https".equalsIgnoreCase(uri.getScheme());
    }
  }

  /// Judges an address as it is written.
  ///
  /// @throws SourceFailed when it is not allowed, whatever its host turns out to be
  void requireAllowed(URI uri) throws SourceFailed {
    host(uri);
  }

  /// Judges an address and looks up its host, once.
  ///
  /// @throws SourceFailed when it is not allowed, or the host unknown
  Target target(URI uri) throws SourceFailed {
    String host = host(uri);
    int port = port(uri);
    InetAddress[] found;
    try {
      found = resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    } catch (UnknownHostException _) {
      throw new SourceFailed(
          finding(
              "harvest-host-unknown",
              "Den Rechner " + host + " gibt es nicht.",
              "There is no host " + host + "."),
          true);
    }
    for (InetAddress address : found) {
      if (!isAllowed(host, port) && !PublicAddresses.contains(address)) {
        throw refused(
            "Der Rechner " + host + " steht in keinem öffentlichen Netz.",
            "The host " + host + " is in no public network.");
      }
    }
    return new Target(uri, host, port, List.of(found));
  }

  private String host(URI uri) throws SourceFailed {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(
          "Nur Adressen mit http und https werden abgerufen.",
          "Only addresses with http and https are fetched.");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused(
          "Zugangsdaten in Adressen sind nicht erlaubt.",
          "Credentials in addresses are not allowed.");
    }
    String host = readable(uri);
    int port = port(uri);
    if (isAllowed(host, port)) {
      return host;
    }
    if (host.equals("localhost") || host.endsWith(".localhost") || !ports.contains(port)) {
      throw refused(
          "Dorthin geht von hier aus keine Anfrage: " + host + ":" + port,
          "No request goes there from here: " + host + ":" + port);
    }
    return host;
  }

  private static String readable(URI uri) throws SourceFailed {
    String said = uri.getHost() == null ? international(uri) : uri.getHost();
    String host = said.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return host.contains("%") ? unreadable() : host;
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    boolean isReadable =
        NUMBER.matcher(host).matches()
            ? QUAD.matcher(host).matches()
            : host.length() <= 253 && NAME.matcher(host).matches();
    return isReadable ? host : unreadable();
  }

  /// Names with umlauts are no host to [URI].
  private static String international(URI uri) throws SourceFailed {
    String authority = uri.getAuthority();
    if (authority == null || authority.contains("@")) {
      return unreadable();
    }
    try {
      return IDN.toASCII(authority.replaceFirst(":\\d{1,5}$", ""), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException _) {
      return unreadable();
    }
  }

  private static String unreadable() throws SourceFailed {
    throw refused(
        "In der Adresse steht kein Rechner, den wir eindeutig lesen.",
        "There is no host in the address that can be read in one way only.");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    var said = Pattern.compile(":(\\d{1,5})$").matcher(String.valueOf(uri.getRawAuthority()));
    if (uri.getHost() == null && said.find()) {
      return Integer.parseInt(said.group(1));
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private boolean isAllowed(String host, int port) {
    return allowed.contains(host) || allowed.contains(host + ":" + port);
  }

  private static SourceFailed refused(String de, String en) {
    return new SourceFailed(finding("harvest-address", de, en), false);
  }

  private static Finding finding(String code, String de, String en) {
    return new Finding(
        code,
        Severity.BLOCKING,
        Finding.Place.WHOLE,
        new Text(de, en),
        new Text(
            "Prüfen Sie die Adresse. Rechner im eigenen Netz erlaubt der Betreiber mit"
                + " allmende.harvest-allow.",
            "Check the address. Hosts in your own network are allowed by the operator with"
                + " allmende.harvest-allow."));
  }
}
