package dev.keeptrail.gateway.body;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Names and ids that somebody else chose. Whether one may stand in a record, or pass unjudged, does
 * not hang on the pack: the built-in detectors must see neither personal data nor a secret in it.
 * Thread-safe.
 */
public final class Identifiers {
  private static final int LONGEST_TOKEN = 128;
  private static final int LONGEST_MODEL = 200;
  private static final String TOKEN_SIGNS = "_.:/-";
  private static final String MODEL_SIGNS = "._:/@+-";
  private static final int LONGEST_KNOWN = 200;
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(Set.of("pii", "pci", "phi", "secret"), List.of(), List.of()));

  /**
   * Values that were found harmless: models and versions come again with every exchange, and a scan
   * of all detectors costs more than reading the rest of the body. One place for each hash, so it
   * never holds more than so many values of at most 200 characters.
   */
  private static final AtomicReferenceArray<@Nullable String> KNOWN =
      new AtomicReferenceArray<>(256);

  private Identifiers() {}

  /** Whether a value is an id or a word of an enumeration, and nothing else. */
  public static boolean isToken(String value) {
    return Words.isFixed(value) || (isOf(value, LONGEST_TOKEN, TOKEN_SIGNS) && isHarmless(value));
  }

  /** Whether a value has the form of a model's name. */
  public static boolean isModel(String value) {
    return isOf(value, LONGEST_MODEL, MODEL_SIGNS);
  }

  /** Letters, digits and some signs, at least one of them. Asked often, so no pattern does it. */
  private static boolean isOf(String value, int longest, String signs) {
    if (value.isEmpty() || value.length() > longest) {
      return false;
    }
    for (int at = 0; at < value.length(); at++) {
      char sign = value.charAt(at);
      boolean plain =
          (sign >= 'a' && sign <= 'z')
              || (sign >= 'A' && sign <= 'Z')
              || (sign >= '0' && sign <= '9');
      if (!plain && signs.indexOf(sign) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value holds neither personal data nor a secret. */
  public static boolean isHarmless(String value) {
    int place = spread(value.hashCode());
    if (value.equals(KNOWN.get(place))) {
      return true;
    }
    ScanResult result = SCANNER.scan(List.of(value));
    boolean harmless = result.findings().isEmpty() && result.faults().isEmpty();
    if (harmless && value.length() <= LONGEST_KNOWN) {
      KNOWN.set(place, value);
    }
    return harmless;
  }

  /** Whether a value holds no personal data; it may well be a secret. */
  public static boolean isNobodys(String value) {
    if (isHarmless(value)) {
      return true;
    }
    ScanResult result = Persons.SCANNER.scan(List.of(value));
    return result.findings().isEmpty() && result.faults().isEmpty();
  }

  /** Made when it is first needed, which is hardly ever. */
  private static final class Persons {
    private static final Scanner SCANNER =
        Detectors.scanner(new ScanRequest(Set.of("pii", "pci", "phi"), List.of(), List.of()));
  }

  private static int spread(int hash) {
    return (hash ^ (hash >>> 16)) & (KNOWN.length() - 1);
  }
}
