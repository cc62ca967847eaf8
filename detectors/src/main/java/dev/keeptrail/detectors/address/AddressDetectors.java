package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.name.Tokens;
import dev.keeptrail.detectors.text.CodePage;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Postal addresses by rule, and postcodes that are named as such. A number is what makes the rules
 * look, for all but a few addresses have one; what stands around it decides.
 */
public final class AddressDetectors {
  private static final String STREET = "pii.address.street";
  private static final String POSTCODE = "pii.address.postcode";
  private static final int MAX_MATCH = 200;
  private static final double POSTCODED = 0.85;
  private static final int LABEL_REACH = 6;
  private static final int POSTCODE_REACH = 3;

  private AddressDetectors() {}

  public static List<Detector> all() {
    return List.of(
        new RuleDetector(
            "address",
            1,
            Set.of(STREET, POSTCODE),
            MAX_MATCH,
            Trigger.onEveryText(),
            (text, hits, sink) -> detect(text, hits, sink)),
        LabelledAddress.detector());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (hits.digitRuns() > 0) {
      new Search(text, hits, sink).run();
    }
  }

  /** One text's way through the rules. */
  private static final class Search {
    private final ScannedText text;
    private final FindingSink sink;
    private final AddressTokens tokens;
    private final StreetRules streets;
    private final AddressTail tail;
    private final PostcodeAddresses postcodes;
    private final BlockAddresses blocks;
    private int reported;

    Search(ScannedText text, Hits hits, FindingSink sink) {
      this.text = text;
      this.sink = sink;
      this.tokens = new AddressTokens(text, Tokens.of(text, hits));
      this.streets = new StreetRules(tokens);
      this.tail = new AddressTail(tokens);
      this.postcodes = new PostcodeAddresses(tokens, tail);
      this.blocks = new BlockAddresses(text);
    }

    void run() {
      for (int i = 0; i < tokens.count(); i++) {
        if (tokens.isNumber(i, 1, 7) && tokens.start(i) >= reported) {
          judge(i);
        } else if (tokens.isUpper(i, 1, 2) && !told(postcodes.lettered(i))) {
          postcode(i);
        }
      }
    }

    private void judge(int i) {
      StreetRules.Street street = streets.of(i);
      if (street != null
          && tokens.isParted(Math.min(i, street.first()), tail.of(street.last()).last())) {
        tokens.narrow(i);
        street = streets.of(i);
      }
      boolean found = street != null && tokens.start(street.first()) >= reported;
      if (street != null && found) {
        report(street);
      }
      tokens.widen();
      if (found || told(postcodes.numeric(i))) {
        return;
      }
      int start = blocks.start(tokens.start(i), reported);
      if (start >= 0) {
        int end = blocks.end(tokens.start(i), start);
        sink.add(start, end, STREET, "ADDRESS", 0.85, Evidence.PATTERN);
        reported = end;
        return;
      }
      postcode(i);
    }

    /** Takes an address that is told by its postcode, and what was found of it before. */
    private boolean told(PostcodeAddresses.@Nullable Place place) {
      if (place == null) {
        return false;
      }
      int end = tokens.end(place.last());
      sink.add(tokens.start(place.first()), end, STREET, "ADDRESS", POSTCODED, Evidence.PATTERN);
      reported = Math.max(reported, end);
      return true;
    }

    private void report(StreetRules.Street street) {
      AddressTail.Reach reach = tail.of(street.last());
      int first = withUnit(street.first());
      boolean announced = tokens.isAnnounced(first, StreetWords.LABEL, LABEL_REACH);
      double score = street.weak() ? 0.6 : 0.75;
      score = reach.located() || announced ? score + 0.15 : score;
      int end = tokens.end(reach.last());
      sink.add(
          tokens.start(first),
          end,
          STREET,
          "ADDRESS",
          score,
          announced ? Evidence.CONTEXT : Evidence.PATTERN);
      reported = end;
    }

    /** {@code Flat 3, 28 Victoria Road} starts at the flat. */
    private int withUnit(int first) {
      int at = tokens.isSign(first - 1, ',') ? first - 2 : first - 1;
      int letter = tokens.isUpper(at, 1, 1) && tokens.isGlued(at) ? at - 1 : at;
      if (!tokens.isNumber(letter, 1, 4)) {
        return first;
      }
      int unit = tokens.isSign(letter - 1, '.') ? letter - 2 : letter - 1;
      return tokens.is(unit, StreetWords.UNIT) && tokens.start(unit) >= reported ? unit : first;
    }

    private void postcode(int i) {
      if (!isAnnouncedPostcode(i) || CodePage.isBehind(text, tokens.start(i))) {
        return;
      }
      int last = tail.postcode(i);
      if (last >= 0 && tokens.start(i) >= reported) {
        sink.add(tokens.start(i), tokens.end(last), POSTCODE, "POSTCODE", 0.85, Evidence.CONTEXT);
        reported = tokens.end(last);
      }
    }

    private boolean isAnnouncedPostcode(int i) {
      return text.at(tokens.start(i) - 1) == '〒'
          || tokens.isAnnounced(i, StreetWords.POSTCODE, POSTCODE_REACH);
    }
  }
}
