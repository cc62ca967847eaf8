package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.argument.ArgumentSchemas;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.quality.Assertion;
import dev.keeptrail.engine.quality.AssertionType;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code assertions} of a block, as they are written. */
final class QualityAssertions {
  private static final String VALUE = "value";
  private static final String NOT = "not-";
  private static final String ANY_CASE = "i";
  private static final String CONTAINS = "contains";
  private static final String SCHEMA = "json-schema";
  private static final int MAX_NAME = 100;
  private static final int MAX_VALUE = 2_000;
  private static final int MAX_THRESHOLD = 2_000;
  private static final int MAX_WEIGHT = 10;

  /** Documented types that ask a model, in the words of those who know them. */
  private static final List<String> JUDGED =
      List.of(
          "answer-relevance",
          "classifier",
          "coherence",
          "completeness",
          "context-faithfulness",
          "context-recall",
          "context-relevance",
          "conversation-relevance",
          "factuality",
          "faithfulness",
          "g-eval",
          "guardrails",
          "llm-rubric",
          "model-graded-closedqa",
          "model-graded-factuality",
          "moderation",
          "pi",
          "search-rubric",
          "select-best",
          "similar",
          "toxicity",
          "hallucination");

  private QualityAssertions() {}

  static Setting setting() {
    return Fields.blockList(
        "assertions",
        "what is asked of an answer",
        Set.of("type"),
        Fields.limit(
            "type",
            new SettingType.Choice(types(), Map.of(), unavailable()),
            "what is asked; `not-` before it asks for the opposite"),
        Fields.limit("name", new SettingType.Text(MAX_NAME), "what traces call it"),
        Fields.anything(
            VALUE,
            "what the text is compared with: a text or a list of texts, a pattern for `regex`, a"
                + " JSON Schema for `is-json`, `contains-json` and `json-schema`, the number itself"
                + " for `length`, `word-count` and `sentence-count`"),
        Fields.anything(
            "config",
            "`min` and `max` for `length`, `word-count` and `sentence-count`; `schema` for JSON"),
        Fields.limit(
            "threshold",
            new SettingType.Decimal(0, MAX_THRESHOLD),
            "for `contains-all` the share of values that must be there (1), for `levenshtein` the"
                + " edits that may be needed (5)"),
        Fields.decimal(
            "weight",
            new SettingType.Decimal(0, MAX_WEIGHT),
            1,
            "what it weighs in the score of the whole answer"),
        Fields.bool("enabled", true, "whether it is asked at all"),
        Fields.choice(
            "mode",
            List.of("enforce", "audit", "shadow"),
            "enforce",
            "`audit` records what does not hold and never refuses; `shadow` notes it in the trace"
                + " only"),
        Fields.choice(
            "severity",
            List.of("critical", "warning", "info"),
            "warning",
            "`critical` refuses whatever the score is; `info` only records"),
        Fields.bool("negate", false, "whether the opposite is asked"),
        Fields.bool("case_sensitive", true, "whether case counts"),
        Fields.unavailable("provider", "there are no judges here: only assertions that need none"),
        Fields.unavailable("pack", "there are no packs of assertions here: write them out"));
  }

  private static List<String> types() {
    List<String> words = new ArrayList<>(AssertionType.words());
    words.add(SCHEMA);
    AssertionType.words().stream()
        .filter(word -> word.startsWith(CONTAINS) && !word.equals("contains-json"))
        .forEach(word -> words.add(ANY_CASE + word));
    List<String> all = new ArrayList<>(words);
    words.forEach(word -> all.add(NOT + word));
    return all;
  }

  private static Map<String, String> unavailable() {
    Map<String, String> why = new LinkedHashMap<>();
    JUDGED.forEach(type -> why.put(type, "it needs a judge, and none is asked here"));
    why.put("language", "use the kind `language-validator`");
    why.put("cost", "use a rule over `usage.cost_usd`");
    List.of("latency", "perplexity", "perplexity-score")
        .forEach(type -> why.put(type, "an answer's text does not tell it"));
    List.of("javascript", "python", "ruby", "webhook")
        .forEach(type -> why.put(type, "no code is run here: write a rule"));
    List.of("bleu", "gleu", "meteor", "rouge-n")
        .forEach(type -> why.put(type, "of likeness only `levenshtein` is measured here"));
    List.of("is-sql", "contains-sql", "is-xml", "is-html")
        .forEach(type -> why.put(type, "only JSON is read here: use `regex`"));
    Map<String, String> all = new LinkedHashMap<>(why);
    why.forEach((type, reason) -> all.put(NOT + type, reason));
    return all;
  }

  /**
   * One assertion.
   *
   * @param path where the block stands
   * @throws SettingException when its value is none for its type
   */
  static Assertion of(Settings block, String path) {
    try {
      return of(block);
    } catch (SettingException wrong) {
      throw new SettingException(path + "." + wrong.path(), wrong.problem(), wrong);
    }
  }

  private static Assertion of(Settings block) {
    String word = block.text("type");
    boolean negated = word.startsWith(NOT);
    String plain = negated ? word.substring(NOT.length()) : word;
    boolean anyCase = plain.startsWith(ANY_CASE + CONTAINS);
    boolean needsSchema = plain.equals(SCHEMA);
    AssertionType type =
        needsSchema
            ? AssertionType.IS_JSON
            : AssertionType.of(anyCase ? plain.substring(1) : plain).orElseThrow();
    PlanValue value = block.optionalValue(VALUE).orElse(null);
    Map<String, PlanValue> config =
        block.optionalValue("config").orElse(null) instanceof PlanValue.Mapping(var entries)
            ? entries
            : Map.of();
    boolean caseSensitive = block.bool("case_sensitive") && !anyCase;
    List<String> values = needsValues(type) ? texts(word, value) : List.of();
    return new Assertion(
        type,
        negated != block.bool("negate"),
        caseSensitive,
        values,
        bound(word, type, "min", config, value),
        bound(word, type, "max", config, value),
        block.optionalDecimal("threshold"),
        schemas(word, type, needsSchema, value, config),
        type == AssertionType.REGEX ? pattern(word, values, caseSensitive) : null);
  }

  private static boolean needsValues(AssertionType type) {
    return switch (type) {
      case EQUALS,
          CONTAINS,
          CONTAINS_ANY,
          CONTAINS_ALL,
          STARTS_WITH,
          ENDS_WITH,
          REGEX,
          LEVENSHTEIN ->
          true;
      case IS_JSON, CONTAINS_JSON, LENGTH, WORD_COUNT, SENTENCE_COUNT -> false;
    };
  }

  private static List<String> texts(String type, @Nullable PlanValue value) {
    List<PlanValue> items =
        switch (value) {
          case PlanValue.Sequence(var several) -> several;
          case null -> List.of();
          default -> List.of(value);
        };
    List<String> texts = new ArrayList<>();
    for (PlanValue item : items) {
      texts.add(text(type, item));
    }
    if (texts.isEmpty()) {
      throw wrong(type, "needs a `value`: a text or a list of texts");
    }
    return texts;
  }

  private static String text(String type, PlanValue item) {
    String text =
        switch (item) {
          case PlanValue.Text(String written) -> written;
          case PlanValue.Int(long number) -> Long.toString(number);
          default -> throw wrong(type, "needs a `value`: a text or a list of texts");
        };
    if (text.isEmpty() || text.length() > MAX_VALUE) {
      throw wrong(type, "needs values of 1 to " + MAX_VALUE + " characters");
    }
    return text;
  }

  private static OptionalDouble bound(
      String type,
      AssertionType asked,
      String name,
      Map<String, PlanValue> config,
      @Nullable PlanValue value) {
    return switch (asked) {
      case LENGTH, WORD_COUNT, SENTENCE_COUNT -> {
        PlanValue found = value == null ? config.get(name) : value;
        if (value == null && !config.containsKey("min") && !config.containsKey("max")) {
          throw wrong(type, "needs `config` with `min` or `max`, or a number as `value`");
        }
        yield switch (found) {
          case PlanValue.Int(long number) -> OptionalDouble.of((double) number);
          case PlanValue.Decimal(double number) -> OptionalDouble.of(number);
          case null -> OptionalDouble.empty();
          default -> throw wrong(type, "needs whole numbers");
        };
      }
      default -> OptionalDouble.empty();
    };
  }

  private static ArgumentSchemas schemas(
      String type,
      AssertionType asked,
      boolean needed,
      @Nullable PlanValue value,
      Map<String, PlanValue> config) {
    PlanValue schema = value == null ? config.get("schema") : value;
    boolean json = asked == AssertionType.IS_JSON || asked == AssertionType.CONTAINS_JSON;
    if (!json || (schema == null && !needed)) {
      return new ArgumentSchemas(Map.of());
    }
    if (!(schema instanceof PlanValue.Mapping)) {
      throw wrong(type, "needs a JSON Schema as `value`");
    }
    try {
      return new ArgumentSchemas(Map.of("", schema));
    } catch (IllegalArgumentException none) {
      String why = String.valueOf(none.getMessage());
      throw wrong(type, "has a schema that is none" + why.substring(why.indexOf(": ")));
    }
  }

  private static LinearPattern pattern(String type, List<String> values, boolean caseSensitive) {
    String regex = (caseSensitive ? "" : "(?i)") + values.getFirst();
    Detectors.problemOf(regex)
        .ifPresent(problem -> {
          throw wrong(type, "has no pattern that can be used: " + problem);
        });
    return LinearPattern.of(regex);
  }

  private static SettingException wrong(String type, String what) {
    return new SettingException(VALUE, "the assertion `" + type + "` " + what);
  }
}
