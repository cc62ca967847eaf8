package dev.keeptrail.engine.exchange;

import dev.keeptrail.engine.value.ToolName;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of the counters that bundled kinds ask for; whoever evaluates hands them in. */
public final class Counters {
  /** How many tool results the request carries, handed in where calls of its answer are judged. */
  public static final String TOOL_RESULTS = "request.tool_results";

  /** How many pages that the request names have been fetched; their texts are documents. */
  public static final String PAGES = "request.pages";

  /** How many of the pages that were to be fetched could not be had. */
  public static final String PAGES_FAILED = "request.pages_failed";

  /** How many documents a request carries or refers to. */
  public static final String DOCUMENTS = "request.documents";

  /** How many bytes the largest document of the request has, of those that it carries. */
  public static final String DOCUMENT_BYTES = "request.document_bytes";

  /** How many documents the request only refers to, so that nobody here has seen them. */
  public static final String DOCUMENTS_UNSEEN = "request.documents_unseen";

  /** What the counters of documents of one type begin with; the type follows, or `unknown`. */
  public static final String DOCUMENTS_OF_TYPE = "request.documents_of_type.";

  private static final String SIMILAR = "request.similar";

  private static final String TOOL_TOKENS = "request.tool_tokens";

  /** How many characters are taken for one token where nobody has counted. */
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  private Counters() {}

  /** A counter as a fact. */
  public static Fact fact(String name, long value) {
    return new Fact(
        FactType.COUNTER,
        "",
        Map.of("name", new Value.Text(name), "value", new Value.Decimal((double) value)));
  }

  /**
   * The counters of what tools have answered so far: how many results in all, and for each tool
   * that a result names, in every {@link ToolName#readings reading}, how many and how many tokens,
   * estimated from their texts.
   */
  public static List<Fact> ofResults(List<Fact> results) {
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> tokens = new TreeMap<>();
    for (Fact result : results) {
      if (result.fields().get("name") instanceof Value.Text(String tool)) {
        long estimate = estimate(result);
        for (String reading : ToolName.readings(tool)) {
          calls.merge(resultsOf(reading), 1L, Long::sum);
          tokens.merge(tokensOf(reading), estimate, Long::sum);
        }
      }
    }
    List<Fact> counters = new ArrayList<>();
    counters.add(fact(TOOL_RESULTS, results.size()));
    calls.forEach((name, count) -> counters.add(fact(name, count)));
    tokens.forEach((name, count) -> counters.add(fact(name, count)));
    return counters;
  }

  private static long estimate(Fact result) {
    return result.fields().get("text") instanceof Value.Text(String text) ? tokens(text) : 0;
  }

  /** The tokens of what a tool answered, estimated. */
  public static long tokens(String text) {
    return Math.ceilDiv(text.length(), CHARACTERS_OF_A_TOKEN);
  }

  /**
   * How many requests, this one among them, somebody has sent lately that say much the same, as one
   * policy counts them.
   */
  public static String similarOf(String policy) {
    return SIMILAR + "." + policy;
  }

  /** The counter of one tool's results; names in any case and with white space are one tool. */
  public static String resultsOf(String tool) {
    return TOOL_RESULTS + "." + ToolName.loose(tool);
  }

  /** The counter of the tokens in one tool's results. */
  public static String tokensOf(String tool) {
    return TOOL_TOKENS + "." + ToolName.loose(tool);
  }
}
