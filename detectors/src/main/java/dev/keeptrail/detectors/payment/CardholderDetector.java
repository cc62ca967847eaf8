package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/** Names after a label such as "name on card", and names in capitals next to a card number. */
public final class CardholderDetector {
  private static final List<String> LABELS =
      List.of(
          "cardholder",
          "card holder",
          "name on card",
          "name on the card",
          "karteninhaber",
          "titulaire de la carte",
          "titular de la tarjeta");
  private static final Set<String> FILLER = Set.of("name", "is", "the", "holder", "s");
  private static final Set<String> NOT_NAMES =
      Set.of(
          "exp",
          "expiry",
          "expires",
          "valid",
          "thru",
          "cvv",
          "cvc",
          "visa",
          "mastercard",
          "amex",
          "authentication",
          "verification",
          "agreement",
          "account",
          "data",
          "amount",
          "billing",
          "customer",
          "details",
          "history",
          "information",
          "invoice",
          "letter",
          "note",
          "notice",
          "order",
          "payment",
          "receipt",
          "report",
          "statement",
          "status",
          "summary",
          "total",
          "transaction",
          "transactions");
  private static final int MAX_NAME = 60;
  private static final int MAX_FILLER = 24;

  private CardholderDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "cardholder",
            1,
            Set.of("pci.cardholder"),
            MAX_NAME,
            new Trigger(LABELS, true, false),
            CardholderDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(240));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = nameStart(text, hits.end(i));
      add(text, start, nameEnd(text, start, false), 0.75, sink);
    }
    new CardNumbers(text, hits)
        .find((cardStart, cardEnd, score) -> {
          int start = skip(text, cardEnd, " \t,;|\n");
          if (start - cardEnd <= 3) {
            add(text, start, nameEnd(text, start, true), 0.6, sink);
          }
        });
  }

  private static void add(ScannedText text, int start, int end, double score, FindingSink sink) {
    if (end > start && text.subSequence(start, end).indexOf(' ') > 0) {
      sink.add(start, end, "pci.cardholder", "CARDHOLDER", score, Evidence.CONTEXT);
    }
  }

  private static int skip(ScannedText text, int from, String signs) {
    int at = from;
    while (at < text.length() && at - from < MAX_FILLER && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int nameStart(ScannedText text, int labelEnd) {
    int at = skip(text, labelEnd, " \t:=-\"'|\n");
    int end = wordEnd(text, at);
    while (end > at
        && end - labelEnd < MAX_FILLER
        && FILLER.contains(CaseFolding.fold(text.subSequence(at, end)))) {
      at = skip(text, end, " \t:=-\"'|\n");
      end = wordEnd(text, at);
    }
    return at;
  }

  /** End of up to four capitalised words, each one space from the next. */
  private static int nameEnd(ScannedText text, int start, boolean capitals) {
    int end = start;
    int at = start;
    for (int words = 0; words < 4; words++) {
      int stop = wordEnd(text, at);
      if (stop == at || stop - start > MAX_NAME || !isName(text, at, stop, capitals)) {
        break;
      }
      end = stop;
      if (text.at(stop) != ' ') {
        break;
      }
      at = stop + 1;
    }
    return end;
  }

  private static int wordEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_NAME && isNameCharacter(text, end, start)) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(ScannedText text, int at, int start) {
    char c = text.at(at);
    boolean joint = (c == '\'' || c == '-' || c == '.') && at > start;
    return Character.isLetter(c) || (joint && Character.isLetter(text.at(at + 1)));
  }

  private static boolean isName(ScannedText text, int start, int end, boolean capitals) {
    String word = text.subSequence(start, end);
    boolean shaped =
        capitals
            ? word.chars().noneMatch(Character::isLowerCase)
            : Character.isUpperCase(word.charAt(0));
    return shaped
        && !CharacterKinds.isDigit(text.at(end))
        && !NOT_NAMES.contains(CaseFolding.fold(word));
  }
}
