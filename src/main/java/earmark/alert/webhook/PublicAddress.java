package earmark.alert.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the internet from those of this machine, of private networks and of special
 * use, which a user of this server must not reach through it. Source: the IANA registries of
 * special-purpose addresses for IPv4 and IPv6.
 */
final class PublicAddress {
  /** A range of addresses with the same first bits. */
  private record Range(byte[] first, int bits) {
    static Range of(String text) {
      String[] parts = text.split("/", -1);
      try {
        return new Range(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(text, e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != first.length) return false;
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (first[i / 8] & mask)) return false;
      }
      return true;
    }
  }

  private static final List<Range> SPECIAL_4 =
      ranges(
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
          "224.0.0.0/3");

  /** Global unicast; all else is of special use. */
  private static final Range GLOBAL_6 = Range.of("2000::/3");

  /** Within it: protocol assignments with Teredo, examples, and 6to4, which hides IPv4. */
  private static final List<Range> SPECIAL_6 =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** The way from IPv6 to any IPv4 address, which is in the last four bytes. */
  private static final Range NAT64 = Range.of("64:ff9b::/96");

  private PublicAddress() {}

  private static List<Range> ranges(String... texts) {
    return Arrays.stream(texts).map(Range::of).toList();
  }

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> SPECIAL_4.stream().noneMatch(range -> range.holds(bytes));
      case Inet6Address _ when NAT64.holds(bytes) -> is(embedded(bytes));
      case Inet6Address _ ->
          GLOBAL_6.holds(bytes) && SPECIAL_6.stream().noneMatch(range -> range.holds(bytes));
      default -> false;
    };
  }

  private static InetAddress embedded(byte[] bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
