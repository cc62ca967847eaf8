package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tokens whose letters are turned by thirteen places or that are written backwards. Their own
 * prefix in that form gives them away, so that the text around them need not be in cipher. Only
 * prefixes that no word and no other token holds by chance are looked for.
 */
final class DisguisedTokenDetector {
  private static final int LEAST_PREFIX = 4;

  /** Numbers of the formats in their table. */
  private static final List<Integer> FORMATS = telling();

  private DisguisedTokenDetector() {}

  static Detector detector() {
    List<TokenFormat> all = TokenFormats.all();
    var anchors = new ArrayList<String>();
    FORMATS.forEach(number -> anchors.add(turned(all.get(number).prefix())));
    FORMATS.forEach(number -> anchors.add(backwards(all.get(number).prefix())));
    return new RuleDetector(
            "disguised-token",
            1,
            FORMATS.stream().map(number -> all.get(number).category()).collect(Collectors.toSet()),
            FORMATS.stream().mapToInt(number -> all.get(number).longest()).max().orElse(1),
            Trigger.anchors(anchors),
            DisguisedTokenDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(2 * Lead.MAX_TOKEN).lookingAhead());
  }

  private static List<Integer> telling() {
    List<TokenFormat> all = TokenFormats.all();
    var telling = new ArrayList<Integer>();
    for (int number = 0; number < all.size(); number++) {
      TokenFormat format = all.get(number);
      boolean alone = format.near().isEmpty() && format.before().longest() == 0;
      if (alone && format.prefix().length() >= LEAST_PREFIX && !format.prefix().endsWith("=")) {
        telling.add(number);
      }
    }
    return List.copyOf(telling);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int hit = 0;
    while (hit < hits.count()) {
      int start = Lead.TOKEN.start(text, hits.start(hit));
      int end = tokenEnd(text, hits.end(hit));
      int next = hit;
      while (next < hits.count() && hits.end(next) <= end) {
        next++;
      }
      // INVARIANT: a token is turned once, however many prefixes it seems to hold.
      readTurned(text, start, end, hits, hit, next, sink);
      readBackwards(text, start, end, hits, hit, next, sink);
      hit = next;
    }
  }

  private static int tokenEnd(ScannedText text, int from) {
    int end = from;
    while (end - from < Lead.MAX_TOKEN
        && end < text.length()
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static void readTurned(
      ScannedText text, int start, int end, Hits hits, int first, int last, FindingSink sink) {
    var places = new IntList();
    for (int hit = first; hit < last; hit++) {
      if (hits.anchor(hit) < FORMATS.size() && hits.start(hit) >= start) {
        places.add(FORMATS.get(hits.anchor(hit)));
        places.add(hits.start(hit) - start);
        places.add(hits.end(hit) - start);
      }
    }
    read(
        turned(text.subSequence(start, end)),
        places,
        (from, to, category, label, score, evidence) ->
            sink.add(start + from, start + to, category, label, score, evidence));
  }

  private static void readBackwards(
      ScannedText text, int start, int end, Hits hits, int first, int last, FindingSink sink) {
    var places = new IntList();
    for (int hit = last - 1; hit >= first; hit--) {
      int anchor = hits.anchor(hit) - FORMATS.size();
      if (anchor >= 0 && hits.start(hit) >= start) {
        places.add(FORMATS.get(anchor));
        places.add(end - hits.end(hit));
        places.add(end - hits.start(hit));
      }
    }
    read(
        backwards(text.subSequence(start, end)),
        places,
        (from, to, category, label, score, evidence) ->
            sink.add(end - to, end - from, category, label, score, evidence));
  }

  private static void read(String token, IntList places, FindingSink sink) {
    if (!places.isEmpty()) {
      ScannedText text = TextNormalizer.normalize(token);
      // WHY: what changes when it is normalised again is no token, and has other places.
      if (text.length() == token.length()) {
        TokenDetector.detect(text, new Hits(places, new IntList()), sink);
      }
    }
  }

  private static String turned(String text) {
    var turned = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      turned.append(CueWords.rot13(text.charAt(i)));
    }
    return turned.toString();
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
