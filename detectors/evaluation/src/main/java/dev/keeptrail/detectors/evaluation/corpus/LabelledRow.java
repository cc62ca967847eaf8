package dev.keeptrail.detectors.evaluation.corpus;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/** One row of a corpus, with what is known about its text. */
public sealed interface LabelledRow {
  Place place();

  /** The corpus the row belongs to: its {@code set}, or else the name of its file. */
  String set();

  String text();

  /**
   * A text that is, or holds, a prompt injection or jailbreak, or is benign.
   *
   * @param subtype empty where the row says nothing
   * @param split what the row was meant for, such as {@code dev}; taken from the file's name where
   *     the row does not say
   * @param bare whether the row is an instruction without anything that marks it as an attack
   */
  record Injection(
      Place place,
      String set,
      String text,
      boolean attack,
      String language,
      String subtype,
      String split,
      boolean bare)
      implements LabelledRow {}

  /** A text in which personal values are marked. */
  record Spans(Place place, String set, String text, String language, List<Span> spans)
      implements LabelledRow {
    public Spans {
      spans = List.copyOf(spans);
    }
  }

  /** A range in UTF-16 units and what stands there, in the corpus's own word. */
  record Span(int start, int end, String type) {}

  /**
   * A value or sentence that one recogniser must accept or refuse.
   *
   * @param recogniser the corpus's name for what it is about, such as {@code IBAN_CODE}
   */
  record Case(Place place, String set, String text, String recogniser, Expectation expectation)
      implements LabelledRow {}

  /** What a case asks for. */
  sealed interface Expectation {
    /** The whole text is one value of that kind, or only looks like one. */
    record Value(boolean valid) implements Expectation {}

    /** These ranges hold such values; empty where the case does not say where. */
    record Present(List<Span> spans) implements Expectation {
      public Present {
        spans = List.copyOf(spans);
      }
    }

    /** There is no such value anywhere. */
    record Absent() implements Expectation {}
  }

  /** A line or snippet that holds a secret, or only looks like it. */
  record Secret(Place place, String set, String text, boolean secret, String rule)
      implements LabelledRow {}

  /** A tool argument or HTTP parameter. */
  record Argument(
      Place place, String set, String text, boolean attack, String kind, ParameterKind parameter)
      implements LabelledRow {}

  /**
   * An entry of a word list, in its spellings.
   *
   * @param severity empty where the row does not grade
   */
  record Keyword(
      Place place,
      String set,
      String text,
      List<String> spellings,
      String language,
      String severity)
      implements LabelledRow {
    public Keyword {
      spellings = List.copyOf(spellings);
    }
  }

  /** A sound row that says nothing to score, and why. */
  record Unscored(Place place, String set, String text, String reason) implements LabelledRow {}

  /** The family a scored row belongs to. */
  static Family family(LabelledRow row) {
    return switch (row) {
      case Injection _ -> Family.INJECTION;
      case Spans _, Case _ -> Family.PII;
      case Secret _ -> Family.SECRETS;
      case Argument _ -> Family.TOOL_ARGUMENTS;
      case Keyword _ -> Family.KEYWORDS;
      case Unscored _ -> throw new IllegalArgumentException("an unscored row has no family");
    };
  }
}
