package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** International bank account numbers (ISO 13616): country, its length, and the check digits. */
public final class IbanDetector {
  private static final Map<String, Integer> LENGTHS = lengths();
  private static final int MAX_LENGTH = 34;

  /** Between two groups, as where a line ends or a page was read by a machine. */
  private static final int MAX_BLANKS = 3;

  private IbanDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "iban",
            2,
            Set.of("pii.iban"),
            2 * MAX_LENGTH,
            Trigger.onDigitRuns(),
            IbanDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static Map<String, Integer> lengths() {
    var lengths = new HashMap<String, Integer>();
    String table =
        "NO15 BE16 DK18 FI18 FK18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20"
            + " XK20 CH21 HR21 LI21 LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23"
            + " GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24"
            + " VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28"
            + " BY28 CY28 DO28 GT28 HN28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30"
            + " KW30 MU30 YE30 MT31 SC31 LC32 RU33"
            // Countries that use the scheme without being in the registry.
            + " AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27"
            + " ML28 MZ25 NE28 SN28 TD27 TG28";
    for (String entry : table.split(" ", -1)) {
      lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run) - 2;
      if (start >= taken && !CharacterKinds.joinsWord(text.at(start - 1))) {
        int end = end(text, start);
        if (end > 0) {
          sink.add(start, end, "pii.iban", "IBAN", 0.99, Evidence.CHECKSUM);
          taken = end;
        }
      }
    }
  }

  /** End of the account number that starts here, or -1. */
  private static int end(ScannedText text, int start) {
    String country = text.subSequence(start, start + 2).toUpperCase(Locale.ROOT);
    Integer length = LENGTHS.get(country);
    if (length == null) {
      return -1;
    }
    var account = new StringBuilder(length);
    int at = start;
    while (account.length() < length) {
      char c = text.at(at);
      if (CharacterKinds.isAsciiAlphanumeric(c)) {
        account.append(c);
      } else {
        at = separatorEnd(text, at) - 1;
      }
      if (at < 0) {
        return -1;
      }
      at++;
    }
    return !CharacterKinds.joinsWord(text.at(at)) && isChecked(account) ? at : -1;
  }

  /** Behind what parts two groups, or 0 if nothing does there. */
  private static int separatorEnd(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_BLANKS && Character.isWhitespace(text.at(at))) {
      at++;
    }
    at += at == from && isSign(text.at(at)) ? 1 : 0;
    return at > from && CharacterKinds.isAsciiAlphanumeric(text.at(at)) ? at : 0;
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '.';
  }

  /** ISO 7064 mod 97-10, the first four characters moved to the end. */
  private static boolean isChecked(CharSequence account) {
    int remainder = 0;
    for (int i = 0; i < account.length(); i++) {
      int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    boolean checkDigits =
        CharacterKinds.isDigit(account.charAt(2)) && CharacterKinds.isDigit(account.charAt(3));
    return remainder == 1 && checkDigits;
  }
}
