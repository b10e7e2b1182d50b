package org.allmende.harvest;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the public Internet from all others: our own machine, our own networks, what
/// clouds keep secrets at, and ranges with a special meaning ([RFC
/// 6890](https://www.rfc-editor.org/rfc/rfc6890) and the registries it founded).
final class PublicAddresses {

  /// First bytes and how many bits of them count.
  private static final String[] SPECIAL_V4 = {
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4"
  };

  /// All that is global lies in here, so nothing mapped, translated, local or unspecified does.
  private static final String GLOBAL_V6 = "2000::/3";

  /// Tunnels, which lead to any other address, and what is for documents and tests.
  private static final String[] SPECIAL_V6 = {
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"
  };

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isInNone(bytes, SPECIAL_V4);
    }
    return isIn(bytes, GLOBAL_V6) && isInNone(bytes, SPECIAL_V6);
  }

  private static boolean isInNone(byte[] address, String[] ranges) {
    for (String range : ranges) {
      if (isIn(address, range)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(byte[] address, String range) {
    int slash = range.indexOf('/');
    byte[] start = InetAddress.ofLiteral(range.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(range.substring(slash + 1));
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
