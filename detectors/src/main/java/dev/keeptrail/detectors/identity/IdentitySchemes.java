package dev.keeptrail.detectors.identity;

import java.util.List;
import java.util.Set;

/**
 * The national, tax, passport and licence numbers this package knows, each a scheme with an id of
 * country and name such as {@code fr_nir}. Says whether a bare value follows a scheme; what stands
 * around a number in a text is the detectors' business. Thread-safe; the table is read on first
 * use.
 */
public final class IdentitySchemes {
  private static final int MAX_VALUE = 64;

  private IdentitySchemes() {}

  /** Ids in the order of the table. */
  public static Set<String> ids() {
    return SchemeTable.get().byId().keySet();
  }

  /**
   * The category findings of a scheme have.
   *
   * @throws IllegalArgumentException for an id that is none
   */
  public static String category(String id) {
    return schemes(id).getFirst().category();
  }

  /**
   * Whether a character of the scheme is computed from the others.
   *
   * @throws IllegalArgumentException for an id that is none
   */
  public static boolean hasCheckDigit(String id) {
    return schemes(id).stream().allMatch(Scheme::checked);
  }

  /**
   * Whether the value has the scheme's shape and check digits. Case does not matter, nor do single
   * spaces, hyphens, full stops and slashes between letters and digits; digits of any script count.
   *
   * @throws IllegalArgumentException for an id that is none
   */
  public static boolean accepts(String id, String value) {
    List<Scheme> schemes = schemes(id);
    if (value.length() > MAX_VALUE) {
      return false;
    }
    Candidate candidate = Candidate.of(value.strip());
    return candidate != null && schemes.stream().anyMatch(scheme -> scheme.accepts(candidate));
  }

  private static List<Scheme> schemes(String id) {
    List<Scheme> schemes = SchemeTable.get().byId().get(id);
    if (schemes == null) {
      throw new IllegalArgumentException("no scheme is called `" + id + "`");
    }
    return schemes;
  }
}
