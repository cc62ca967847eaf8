package dev.keeptrail.gateway.tunnel;

import dev.keeptrail.gateway.callers.AddressRange;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which hosts are asked without the proxy, in the form of the variable {@code NO_PROXY}: names with
 * everything below them, addresses, ranges of addresses, {@code *} for all. This machine always is.
 */
public final class NoProxy {
  private static final AddressRange LOOPBACK = AddressRange.of("127.0.0.0/8").orElseThrow();

  private final List<String> entries;
  private final List<AddressRange> ranges;

  private NoProxy(List<String> entries, List<AddressRange> ranges) {
    this.entries = entries;
    this.ranges = ranges;
  }

  /** Reads a list with commas; names are compared without regard to case. */
  public static NoProxy of(String list) {
    List<String> entries =
        Stream.of(list.split("[,\\s]+"))
            .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^(\\*\\.|\\.)", ""))
            .filter(entry -> !entry.isEmpty())
            .toList();
    List<AddressRange> ranges =
        entries.stream().flatMap(entry -> AddressRange.of(bare(entry)).stream()).toList();
    return new NoProxy(entries, ranges);
  }

  /** Whether this host is one of them. */
  public boolean covers(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    return isHere(name)
        || entries.stream().anyMatch(entry -> covers(entry, name, port))
        || ranges.stream().anyMatch(range -> range.contains(name));
  }

  private static boolean isHere(String name) {
    return name.equals("localhost") || name.equals("::1") || LOOPBACK.contains(name);
  }

  private static boolean covers(String entry, String name, int port) {
    String asked = entry.endsWith(":" + port) ? name + ":" + port : name;
    return entry.equals("*") || asked.equals(entry) || asked.endsWith("." + entry);
  }

  /** An address of version 6 without the brackets that it has in an URL. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
