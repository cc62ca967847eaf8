package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.language.testfile.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the redactions of all phases, in order, against the expected ones. */
final class RedactionComparison {
  private static final String NOTHING = "(none)";

  private RedactionComparison() {}

  static List<Comparison> of(Expectation.Redactions expected, CaseRun run) {
    List<Made> made = made(run);
    return switch (expected) {
      case Expectation.Redactions.Count count ->
          List.of(
              new Comparison(
                  "redactions",
                  count.span(),
                  Long.toString(count.count()),
                  Integer.toString(made.size()),
                  count.count() == made.size()));
      case Expectation.Redactions.Items items -> items(items, made);
    };
  }

  private static List<Comparison> items(Expectation.Redactions.Items expected, List<Made> made) {
    List<Comparison> comparisons = new ArrayList<>();
    int size = Math.max(expected.items().size(), made.size());
    for (int i = 0; i < size; i++) {
      Expectation.Item item = i < expected.items().size() ? expected.items().get(i) : null;
      Made got = i < made.size() ? made.get(i) : null;
      comparisons.add(
          new Comparison(
              "redaction " + (i + 1),
              item == null ? expected.span() : item.span(),
              item == null ? NOTHING : describe(item),
              got == null ? NOTHING : got.describe(),
              item != null && got != null && got.fits(item)));
    }
    if (size == 0) {
      comparisons.add(new Comparison("redactions", expected.span(), NOTHING, NOTHING, true));
    }
    return comparisons;
  }

  private static List<Made> made(CaseRun run) {
    List<Made> made = new ArrayList<>();
    for (JudgedPhase phase : run.phases()) {
      for (Redaction redaction : phase.decision().redactions()) {
        String text = phase.content().segments().get(redaction.segment()).text();
        made.add(new Made(redaction, text.substring(redaction.start(), redaction.end())));
      }
    }
    return made;
  }

  private static String describe(Expectation.Item item) {
    List<String> parts = new ArrayList<>();
    add(parts, "", item.category());
    add(parts, "text ", item.text());
    add(parts, "marker ", item.marker());
    add(parts, "by ", item.policy());
    return parts.isEmpty() ? "any" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String lead, @Nullable String value) {
    if (value != null) {
      parts.add(lead + value);
    }
  }

  private record Made(Redaction redaction, String text) {
    boolean fits(Expectation.Item item) {
      return is(item.category(), redaction.category())
          && is(item.text(), text)
          && is(item.marker(), redaction.marker())
          && is(item.policy(), redaction.policy());
    }

    /** Shows the marker, not the text: what a policy masks does not belong into a build log. */
    String describe() {
      return List.of(
              redaction.category(), "marker " + redaction.marker(), "by " + redaction.policy())
          .stream()
          .collect(Collectors.joining(", "));
    }

    private static boolean is(@Nullable String expected, String got) {
      return expected == null || Objects.equals(expected, got);
    }
  }
}
