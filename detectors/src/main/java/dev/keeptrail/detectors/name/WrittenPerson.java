package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Names in forms that only names have: in front of an address in angle brackets, as in mail headers
 * ({@code De : Ada Lund <lund@...>}), and as travel agencies write them ({@code LUND/ADA MRS}).
 */
final class WrittenPerson {
  private static final double SCORE = 0.8;
  private static final int MAX_NAME = 60;
  private static final int MAX_WORDS = 5;
  private static final int MAX_ADDRESS = 80;
  private static final List<String> TITLES =
      List.of("MR", "MRS", "MS", "MISS", "MSTR", "DR", "CHD", "INF");
  private static final String ANCHORS = "@";

  /** What mailboxes are called that belong to nobody. */
  private static final Set<String> OFFICES =
      Set.of(
          "team",
          "support",
          "service",
          "services",
          "info",
          "sales",
          "billing",
          "help",
          "helpdesk",
          "desk",
          "office",
          "reply",
          "noreply",
          "newsletter",
          "news",
          "admin",
          "administrator",
          "notifications",
          "notification",
          "alerts",
          "alert",
          "security",
          "account",
          "accounts",
          "customer",
          "kundenservice",
          "kundendienst",
          "buchhaltung",
          "vertrieb",
          "verwaltung",
          "sekretariat",
          "gmbh",
          "ag",
          "ltd",
          "inc",
          "llc",
          "corp",
          "bv",
          "sa",
          "sl",
          "srl",
          "spa",
          "group",
          "bank",
          "list",
          "bot",
          "system",
          "daemon",
          "mailer",
          "contact",
          "kontakt",
          "contacto",
          "contatto",
          "servicio",
          "servizio",
          "assistance",
          "atendimento",
          "orders",
          "shop",
          "store",
          "jobs",
          "careers",
          "press",
          "marketing",
          "hr",
          "it",
          "the",
          "your");

  private WrittenPerson() {}

  static Detector mailbox() {
    return new RuleDetector(
        "mailbox-person",
        1,
        Set.of(NameDetectors.PERSON),
        MAX_NAME,
        Trigger.anchors(ANCHORS),
        WrittenPerson::mailboxes);
  }

  static Detector passenger() {
    return new RuleDetector(
        "passenger",
        1,
        Set.of(NameDetectors.PERSON),
        MAX_NAME,
        Trigger.anchors(TITLES.stream().map(title -> " " + title).toList()),
        WrittenPerson::passengers);
  }

  private static void mailboxes(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int open = opening(text, hits.start(hit));
      int end = open < 0 ? -1 : beforeQuote(text, beforeBlanks(text, open));
      int start = end < 0 ? -1 : nameStart(text, end);
      if (start >= 0) {
        report(start, end, sink);
      }
    }
  }

  /** The bracket in front of an address, or -1. */
  private static int opening(ScannedText text, int at) {
    int open = at - 1;
    while (at - open < MAX_ADDRESS && isAddressPart(text.at(open))) {
      open--;
    }
    return text.at(open) == '<' && open < at - 1 ? open : -1;
  }

  private static boolean isAddressPart(char c) {
    return c != '\0' && c != '<' && c != '>' && c != '"' && !Character.isWhitespace(c);
  }

  private static int beforeBlanks(ScannedText text, int end) {
    int at = end;
    while (text.at(at - 1) == ' ') {
      at--;
    }
    return at;
  }

  private static int beforeQuote(ScannedText text, int end) {
    return text.at(end - 1) == '"' ? end - 1 : end;
  }

  /**
   * Where the words begin that end here, all of them with capitals and none of an office; or -1.
   */
  private static int nameStart(ScannedText text, int end) {
    int at = end;
    int start = -1;
    for (int words = 0; words < MAX_WORDS; words++) {
      int word = wordStart(text, at);
      boolean name =
          word < at
              && end - word <= MAX_NAME
              && isName(text, word)
              && !OFFICES.contains(CaseFolding.fold(text.subSequence(word, at)));
      if (!name) {
        return -1;
      }
      start = word;
      char before = text.at(word - 1);
      boolean comma = before == ' ' && text.at(word - 2) == ',';
      if (before != ' ' || (comma && words == 0 && text.at(word - 3) == ',')) {
        break;
      }
      at = comma ? word - 2 : word - 1;
      if (wordStart(text, at) == at) {
        break;
      }
    }
    return start;
  }

  private static boolean isName(ScannedText text, int word) {
    char first = text.at(word);
    return Character.isUpperCase(first)
        || (Character.isLetter(first) && !Character.isLowerCase(first));
  }

  private static int wordStart(ScannedText text, int end) {
    int at = end;
    while (isWordPart(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetter(c) || c == '-' || c == '\'' || c == '’' || c == '.';
  }

  private static void passengers(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = hits.start(hit);
      if (Character.isLetterOrDigit(text.at(hits.end(hit)))) {
        continue;
      }
      int given = capitals(text, end);
      if (text.at(given - 1) == ' ') {
        given = capitals(text, given - 1);
      }
      int slash = given - 1;
      int family = text.at(slash) == '/' ? capitals(text, slash) : slash;
      if (given < end && slash - family >= 2 && !Character.isLetterOrDigit(text.at(family - 1))) {
        report(family, end, sink);
      }
    }
  }

  private static int capitals(ScannedText text, int end) {
    int at = end;
    while (end - at < MAX_NAME && text.at(at - 1) >= 'A' && text.at(at - 1) <= 'Z') {
      at--;
    }
    return at;
  }

  private static void report(int start, int end, FindingSink sink) {
    sink.add(start, end, NameDetectors.PERSON, NameDetectors.PERSON_LABEL, SCORE, Evidence.PATTERN);
  }
}
