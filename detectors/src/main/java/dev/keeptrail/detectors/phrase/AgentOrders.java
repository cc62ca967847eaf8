package dev.keeptrail.detectors.phrase;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.phrase.PhraseTable.Rule;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Orders to machines inside what they are handed: results and descriptions of tools, and documents.
 * A sentence that says which machine is to do what, as none to a person does, needs no weighing; in
 * what people and models write themselves it is a topic like any other.
 */
public final class AgentOrders {
  private static final int LONGEST = 400;
  private static final int LONGEST_PHRASE = 64;

  private AgentOrders() {}

  /** Read when the first scanner wants it. */
  private static final class Table {
    static final OrderTable ORDERS = OrderTable.read("agent-orders.txt");
  }

  public static Detector detector() {
    return new RuleDetector(
            "agent-orders",
            1,
            Set.of("injection.exfiltration", "injection.indirect", "injection.override"),
            LONGEST,
            new Trigger(Table.ORDERS.leads(), false, false),
            AgentOrders::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (!isHanded(text.origin().source())) {
      return;
    }
    var sentences = new PhraseSearch(Table.ORDERS.phrases(), text);
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.start(hit);
      int from = hits.end(hit);
      if (text.isWholeWord(start, from)) {
        for (int number : Table.ORDERS.rulesOf(hits.anchor(hit))) {
          int end = end(text, sentences, from, number);
          if (end > 0 && !sentences.isHarmless(start, end)) {
            Rule rule = Table.ORDERS.rule(number);
            sink.add(start, end, rule.category(), "INJECTION", rule.score(), Evidence.PATTERN);
          }
        }
      }
    }
  }

  /** Where the last of the phrases ends that follow in one sentence, or -1 if one is missing. */
  private static int end(ScannedText text, PhraseSearch sentences, int from, int number) {
    List<WordTable> columns = Table.ORDERS.columns(number);
    int reach = Table.ORDERS.rule(number).reach();
    int[] ends = new int[columns.size() + 1];
    Arrays.fill(ends, -1);
    ends[0] = from;
    int last = from;
    for (int at = from; at <= last + reach && at < text.length(); at++) {
      for (int column = columns.size(); column > 0; column--) {
        int before = ends[column - 1];
        boolean near = before >= 0 && at >= before && at - before <= reach;
        int end = near ? phraseEnd(text, columns.get(column - 1), at) : -1;
        if (end > 0) {
          ends[column] = end;
          last = column < columns.size() ? Math.max(last, end) : last;
        }
      }
      if (sentences.endsSentence(at)) {
        break;
      }
    }
    return ends[columns.size()];
  }

  private static int phraseEnd(ScannedText text, WordTable phrases, int at) {
    return text.insideWord(at)
        ? -1
        : phrases.match(text, at, Math.min(text.length(), at + LONGEST_PHRASE));
  }

  private static boolean isHanded(Source source) {
    return switch (source) {
      case TOOL_RESULT, DOCUMENT, TOOL_DEFINITION -> true;
      case SYSTEM, USER, ASSISTANT, TOOL_ARGUMENTS, METADATA -> false;
    };
  }
}
