package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Codes that were sent to somebody, called nothing but a code: {@code the code is 482913} in a text
 * that speaks of messages, banks or logging in, and {@code 482913 is your … code}.
 */
final class SentCodeDetector {
  private static final double SCORE = 0.6;
  private static final int LEAST = 4;
  private static final int MOST = 8;
  private static final int REACH = 140;
  private static final int AHEAD = 40;
  private static final int MAX_GAP = 24;
  private static final String ASSIGNING = ":：";
  private static final String SIGNS = " \t:：\"'“”„«»「『」*";
  private static final List<String> CODES = ContextWords.anchors("code");
  private static final List<String> OWNED =
      List.of(
          " is your",
          " ist dein",
          " ist ihr",
          " est votre",
          " est ton",
          " es tu ",
          " es su ",
          " è il tuo",
          " é o seu",
          " é seu",
          " is je ",
          " is uw ",
          " to twój",
          " — ваш",
          " - ваш",
          " är din",
          " er din",
          " on sinun",
          " adalah kode",
          " là mã",
          " 是您的",
          " 是你的");

  /** Words before it that make it something else. */
  private static final List<String> OTHERS =
      List.of(
          "dial",
          "area",
          "zip",
          "post",
          "country",
          "error",
          "status",
          "promo",
          "discount",
          "coupon",
          "tracking",
          "booking",
          "order",
          "product",
          "sort",
          "exit",
          "response",
          "qr",
          "bar",
          "source",
          "swift",
          "branch",
          "bank",
          "reason",
          "billing",
          "diagnosis",
          "procedure",
          "cpt",
          "icd",
          "http",
          "return",
          "color",
          "postal",
          "vorwahl",
          "fehler",
          "erreur",
          "errore",
          "ошибки",
          "błędu");

  private static final WordTable SENT = ContextWords.table("code_sent");
  private static final WordTable TELLS = ContextWords.table("tells");
  private static final WordTable NAMED = ContextWords.table("code", "one_time_code");

  private SentCodeDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "sent-code",
            2,
            Set.of(PlacedPassword.CATEGORY),
            MOST + 2,
            Trigger.anchors(Stream.concat(CODES.stream(), OWNED.stream()).toList()),
            SentCodeDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      if (hits.anchor(hit) >= CODES.size()) {
        owned(text, hits.start(hit), hits.end(hit), sink);
      } else if (hits.start(hit) >= taken
          && LabelledValue.isLabel(text, hits.start(hit), hits.end(hit))) {
        taken = told(text, hits.start(hit), hits.end(hit), sink);
      }
    }
  }

  /** The number in front of "is your … code". */
  private static void owned(ScannedText text, int start, int end, FindingSink sink) {
    int from = start;
    while (start - from <= MOST && CharacterKinds.isDigit(text.at(from - 1))) {
      from--;
    }
    int length = start - from;
    boolean alone = !text.insideWord(from) && ".,-/#".indexOf(text.at(from - 1)) < 0;
    boolean google = text.at(from - 1) == '-' && text.at(from - 2) == 'G';
    if (length >= LEAST && length <= MOST && (alone || google) && NAMED.after(text, end, AHEAD)) {
      PlacedPassword.report(text, from, start, SCORE, sink);
    }
  }

  /** The number that a sign or a verb gives; returns where to go on. */
  private static int told(ScannedText text, int label, int labelEnd, FindingSink sink) {
    int at = labelEnd;
    boolean told = false;
    while (at - labelEnd < MAX_GAP) {
      int verb = TELLS.match(text, at, labelEnd + MAX_GAP);
      char c = text.at(at);
      if (c != '\0' && SIGNS.indexOf(c) >= 0) {
        told |= ASSIGNING.indexOf(c) >= 0;
        at++;
      } else if (verb > at) {
        told = true;
        at = verb;
      } else {
        break;
      }
    }
    int end = at;
    while (end - at <= MOST && CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    char after = text.at(end);
    boolean further =
        CharacterKinds.isAsciiAlphanumeric(after)
            || after == '%'
            || ("-./,:_".indexOf(after) >= 0 && CharacterKinds.isDigit(text.at(end + 1)));
    boolean other = Surroundings.anyBefore(text, label, 14, OTHERS);
    boolean fits = told && !other && end - at >= LEAST && end - at <= MOST && !further;
    if (fits && (SENT.before(text, label, REACH) || SENT.after(text, end, REACH))) {
      PlacedPassword.report(text, at, end, SCORE, sink);
      return end;
    }
    return labelEnd;
  }
}
