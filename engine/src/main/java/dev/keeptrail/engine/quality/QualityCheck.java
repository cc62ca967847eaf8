package dev.keeptrail.engine.quality;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the text of an answer. Of several choices the worst counts; an answer without text, such
 * as one that only calls tools, is not measured.
 *
 * @param root what the names of the counters begin with
 * @param minChars in Unicode characters; 0 for none
 * @param minSentences 0 for none
 * @param graded in the order of the block
 */
public record QualityCheck(String root, int minChars, int minSentences, List<Graded> graded) {
  public QualityCheck {
    graded = List.copyOf(graded);
  }

  /**
   * An assertion and what it weighs.
   *
   * @param counts whether it is part of the score of the whole answer
   */
  public record Graded(Assertion assertion, double weight, boolean counts) {}

  /** Whether the answer is too short. */
  public String shortage() {
    return root + ".too_short";
  }

  /** Whether it has too few sentences. */
  public String fewSentences() {
    return root + ".too_few_sentences";
  }

  /** Whether the assertion at that place does not hold. */
  public String failed(int index) {
    return root + ".failed." + (index + 1);
  }

  /** The weighted mean of what the assertions score, 0 to 1. */
  public String score() {
    return root + ".score";
  }

  /** The counters of an answer; none in other phases. */
  public List<Fact> facts(PhaseContent answer) {
    if (answer.phase() != Phase.OUTPUT) {
      return List.of();
    }
    Map<String, Double> counters = new TreeMap<>();
    for (String text : choices(answer)) {
      measure(text, counters);
    }
    List<Fact> facts = new ArrayList<>();
    counters.forEach((name, value) ->
        facts.add(
            new Fact(
                FactType.COUNTER,
                "",
                Map.of("name", new Value.Text(name), "value", new Value.Decimal(value)))));
    return facts;
  }

  private void measure(String text, Map<String, Double> counters) {
    if (text.codePointCount(0, text.length()) < minChars) {
      counters.put(shortage(), 1.0);
    }
    if (Counting.sentences(text) < minSentences) {
      counters.put(fewSentences(), 1.0);
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < graded.size(); i++) {
      Graded one = graded.get(i);
      if (!one.assertion().holds(text)) {
        counters.put(failed(i), 1.0);
      }
      if (one.counts()) {
        sum += one.weight() * one.assertion().score(text);
        weights += one.weight();
      }
    }
    if (weights > 0) {
      counters.merge(score(), sum / weights, Math::min);
    }
  }

  private static List<String> choices(PhaseContent answer) {
    Map<Integer, StringBuilder> byChoice = new TreeMap<>();
    for (Segment segment : answer.segments()) {
      if (segment.location().channel() == Channel.CONTENT
          && segment.location().role().equals("assistant")) {
        StringBuilder text =
            byChoice.computeIfAbsent(segment.location().index(), _ -> new StringBuilder());
        text.append(text.isEmpty() ? "" : "\n").append(segment.text());
      }
    }
    return byChoice.values().stream().map(StringBuilder::toString).toList();
  }
}
