package dev.keeptrail.gateway.callers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and whose word about callers counts. What a caller says of itself counts for nothing
 * unless the operator says otherwise here.
 *
 * @param trustsEverybody whether identity headers of anybody are taken for what they say, without
 *     anybody having checked them
 * @param proxies where those come from who have checked their callers and say so in headers
 * @param publication what is said of the issuer to those who show nothing; null for nothing
 */
public record CallerSettings(
    CallerCheck check,
    boolean trustsEverybody,
    List<AddressRange> proxies,
    @Nullable Publication publication) {
  /** Everybody may ask, and nobody is believed. */
  public static final CallerSettings OPEN =
      new CallerSettings(new CallerCheck.Nothing(), false, List.of());

  public CallerSettings {
    proxies = List.copyOf(proxies);
  }

  /** Settings of which callers are told nothing. */
  public CallerSettings(CallerCheck check, boolean trustsEverybody, List<AddressRange> proxies) {
    this(check, trustsEverybody, proxies, null);
  }

  /** Whether an address is that of a proxy that checks its callers. */
  public boolean isProxy(String address) {
    // Asked for every request, mostly where there are none.
    return !proxies.isEmpty() && proxies.stream().anyMatch(range -> range.contains(address));
  }

  public CallerSettings withCheck(CallerCheck check) {
    return new CallerSettings(check, trustsEverybody, proxies, publication);
  }

  /** The same, where callers may know whose tokens are taken. */
  public CallerSettings withPublication(@Nullable Publication publication) {
    return new CallerSettings(check, trustsEverybody, proxies, publication);
  }
}
