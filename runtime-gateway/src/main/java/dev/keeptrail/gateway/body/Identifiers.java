package dev.keeptrail.gateway.body;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names and ids that somebody else chose. Whether one may stand in a record, or pass unjudged, does
 * not hang on the pack: the built-in detectors must see neither personal data nor a secret in it.
 * Stateless, thread-safe.
 */
public final class Identifiers {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:/@+-]{1,200}");
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(Set.of("pii", "pci", "phi", "secret"), List.of(), List.of()));

  private Identifiers() {}

  /** Whether a value is an id or a word of an enumeration, and nothing else. */
  public static boolean isToken(String value) {
    return Words.isFixed(value) || (TOKEN.matcher(value).matches() && isHarmless(value));
  }

  /** Whether a value has the form of a model's name. */
  public static boolean isModel(String value) {
    return MODEL.matcher(value).matches();
  }

  /** Whether a value holds neither personal data nor a secret. */
  public static boolean isHarmless(String value) {
    ScanResult result = SCANNER.scan(List.of(value));
    return result.findings().isEmpty() && result.faults().isEmpty();
  }
}
