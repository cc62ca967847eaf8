package dev.keeptrail.detectors.phrase;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.phrase.PhraseTable.Rule;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Advice on money and health, and judgements about groups of people. Advice makes the whole text
 * advice, so its finding begins where the text does; a judgement's covers the words themselves.
 */
public final class PhraseDetectors {
  private static final int LONGEST = 400;

  private PhraseDetectors() {}

  /** Tables are read when the first scanner wants them: most never do. */
  private static final class Tables {
    static final PhraseTable FINANCIAL = PhraseTable.read("financial-advice.txt");
    static final PhraseTable HEALTH = PhraseTable.read("health-advice.txt");
    static final PhraseTable BIAS = PhraseTable.read("bias.txt");
  }

  public static List<Detector> all() {
    return List.of(
        new PhraseDetector(
            "financial-advice", "ADVICE", true, Set.of("advice.financial"), () -> Tables.FINANCIAL),
        new PhraseDetector(
            "health-advice", "ADVICE", true, Set.of("advice.health"), () -> Tables.HEALTH),
        new PhraseDetector(
            "bias",
            "BIAS",
            false,
            Set.of(
                "bias.age",
                "bias.disability",
                "bias.gender",
                "bias.nationality",
                "bias.pregnancy",
                "bias.race",
                "bias.religion",
                "bias.sexual_orientation"),
            () -> Tables.BIAS));
  }

  /**
   * One table at work.
   *
   * @param whole whether a finding says something of the whole text
   */
  private record PhraseDetector(
      String id, String label, boolean whole, Set<String> categories, Supplier<PhraseTable> table)
      implements Detector {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public int maxMatchLength() {
      return LONGEST;
    }

    @Override
    public Reach reach() {
      return Reach.wholeText("detector " + id);
    }

    @Override
    public Trigger trigger() {
      return Trigger.anchors(table.get().phrases());
    }

    @Override
    public void detect(ScannedText text, Hits hits, FindingSink sink) {
      var search = new PhraseSearch(table.get(), text);
      if (!whole) {
        search.run(
            hits,
            (start, end, rule) ->
                sink.add(start, end, rule.category(), label, rule.score(), Evidence.CONTEXT));
        return;
      }
      Map<String, Advice> surest = new HashMap<>();
      search.run(
          hits,
          (start, end, rule) ->
              surest.merge(rule.category(), Advice.of(start, end, rule), Advice::surer));
      surest.forEach((category, advice) ->
          sink.add(
              beginning(text, advice.start()),
              advice.end(),
              category,
              label,
              advice.score(),
              Evidence.CONTEXT));
    }

    /** Where the text begins, or, in JSON, the string that the advice stands in. */
    private static int beginning(ScannedText text, int advice) {
      char first = text.at(0);
      if (first != '{' && first != '[') {
        return 0;
      }
      for (int at = advice - 1; at > 0; at--) {
        if (text.at(at) == '"' && text.at(at - 1) != '\\') {
          return at + 1;
        }
      }
      return 0;
    }
  }

  /** The surest piece of advice so far. */
  private record Advice(int start, int end, double score) {
    static Advice of(int start, int end, Rule rule) {
      return new Advice(start, end, rule.score());
    }

    Advice surer(Advice other) {
      return other.score > score ? other : this;
    }
  }
}
