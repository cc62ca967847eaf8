package dev.keeptrail.conformance.bypass;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.PhaseCoverage;
import dev.keeptrail.ledger.event.DecisionEvent.UnscannedPart;
import dev.keeptrail.ledger.event.DecisionEvent.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of one exchange.
 *
 * @param streams whether the caller asked for a stream
 * @param provided the bodies that the provider got
 * @param answer the body that the caller got
 * @param event null where it was none
 */
record Seen(
    int status,
    boolean streams,
    List<String> provided,
    String answer,
    @Nullable DecisionEvent event) {
  /** Tags that say how, when or by what an answer was delivered, not what was decided. */
  private static final Set<String> PASSING = Set.of("delivery", "trace_id");

  private static final String USUAL = "9 in, 4 out, cached 0, reasoning 0";
  private static final int LONGEST = 160;

  Seen {
    provided = List.copyOf(provided);
  }

  SaidTexts said() {
    return SaidTexts.of(answer);
  }

  /** Everything that the provider got, as it is written and as it is read. */
  String providedTexts() {
    var all = new StringBuilder();
    for (String body : provided) {
      all.append(body).append('\n').append(SaidTexts.of(body).everything());
    }
    return all.toString();
  }

  /** Everything that the caller got, as it is written and as it is read. */
  String answeredTexts() {
    return answer + "\n" + said().everything();
  }

  /** As it stands in a golden file, an indented line for each thing. */
  String shown() {
    List<String> lines = new ArrayList<>();
    SaidTexts said = said();
    boolean ends = streams && !said.errors().isEmpty() && !provided.isEmpty();
    // How much of a stream was out when it ended is a matter of time, and so is its status.
    lines.add((ends ? "ends" : "status " + status) + ", " + decision());
    if (event != null) {
      Set<String> found = new TreeSet<>();
      event.findings().forEach(one -> found.add(one.category() + " (" + one.view() + ")"));
      if (!found.isEmpty()) {
        lines.add("found: " + String.join(", ", found));
      }
      addUnscanned(event, lines);
      addUsage(event, lines);
      addTags(event.tags(), lines);
    }
    for (String body : provided) {
      lines.add("provider got: " + texts(SaidTexts.of(body).shown()));
    }
    if (provided.isEmpty()) {
      lines.add("provider got: nothing");
    }
    if (said.errors().isEmpty()) {
      lines.add("caller got: " + texts(said.shown()));
    }
    said.errors().forEach(code -> lines.add("caller got: error " + code));
    return "  " + String.join("\n  ", lines) + "\n";
  }

  private String decision() {
    if (event == null) {
      return "no event";
    }
    String decisive = Objects.requireNonNullElse(event.decisivePolicy(), "");
    return event.verdict()
        + " "
        + event.reasonCode()
        + (decisive.isEmpty() ? "" : " by " + decisive)
        + ", "
        + event.outcome().word()
        + (event.transformed() ? ", transformed" : "")
        + (event.cache() == null ? "" : ", cache " + event.cache())
        + (event.faults().isEmpty() ? "" : ", faults")
        + (event.restorations().isEmpty() ? "" : ", put back " + event.restorations().size());
  }

  private static void addUnscanned(DecisionEvent event, List<String> lines) {
    Set<String> unscanned = new TreeSet<>();
    for (PhaseCoverage phase : event.coverage()) {
      for (UnscannedPart part : phase.unscanned()) {
        unscanned.add(part.reason() + " in " + phase.phase());
      }
    }
    if (!unscanned.isEmpty()) {
      lines.add("not scanned: " + String.join(", ", unscanned));
    }
  }

  /** What was counted, where it is not what the provider says of most answers. */
  private static void addUsage(DecisionEvent event, List<String> lines) {
    Usage usage = event.usage();
    if (usage != null && (usage.estimated() || !USUAL.equals(counts(usage)))) {
      lines.add("tokens: " + counts(usage) + (usage.estimated() ? ", estimated" : ""));
    }
  }

  private static String counts(Usage usage) {
    return usage.inputTokens()
        + " in, "
        + usage.outputTokens()
        + " out, cached "
        + usage.cachedInputTokens()
        + ", reasoning "
        + usage.reasoningTokens();
  }

  private static void addTags(Map<String, String> tags, List<String> lines) {
    tags.forEach((name, value) -> {
      if (!PASSING.contains(name)) {
        lines.add("tag " + name + ": " + shortened(value));
      }
    });
  }

  private static String texts(List<String> texts) {
    return texts.isEmpty()
        ? "no text"
        : String.join(" | ", texts.stream().map(Seen::shortened).toList());
  }

  /** A text in one visible line; of a long one its ends. */
  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? '"' + visible(text) + '"'
        : '"'
            + visible(text.substring(0, 40))
            + " <"
            + text.length()
            + " characters> "
            + visible(text.substring(text.length() - 90))
            + '"';
  }

  private static String visible(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          int type = Character.getType(point);
          boolean plain =
              type != Character.CONTROL
                  && type != Character.FORMAT
                  && type != Character.SURROGATE
                  && type != Character.UNASSIGNED
                  && type != Character.PRIVATE_USE
                  && type != Character.NON_SPACING_MARK
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR
                  && (type != Character.SPACE_SEPARATOR || point == ' ');
          if (plain) {
            shown.appendCodePoint(point);
          } else {
            shown.append(String.format(Locale.ROOT, "\\u{%x}", point));
          }
        });
    return shown.toString();
  }
}
