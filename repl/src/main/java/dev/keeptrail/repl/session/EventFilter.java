package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.ledger.EventQueries;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.run.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event has to be like. Thread-safe. */
final class EventFilter implements Predicate<ReplayCase> {
  static final List<String> FIELDS =
      List.of(
          "id",
          "verdict",
          "reason",
          "policy",
          "model",
          "provider",
          "route",
          "outcome",
          "status",
          "pack",
          "tag",
          "change",
          "now");

  private final List<Wanted> wanted;
  private final @Nullable SideBySide sides;

  private EventFilter(List<Wanted> wanted, @Nullable SideBySide sides) {
    this.wanted = List.copyOf(wanted);
    this.sides = sides;
  }

  /** One word of the filter; the field is empty for a text. */
  private record Wanted(String field, String value) {
    boolean needsPack() {
      return field.equals("change") || field.equals("now");
    }
  }

  static EventFilter of(List<String> words, @Nullable SideBySide sides) throws ProblemException {
    List<Wanted> wanted = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String field = equals < 0 ? "" : word.substring(0, equals).toLowerCase(Locale.ROOT);
      if (!isName(field)) {
        wanted.add(new Wanted("", word.toLowerCase(Locale.ROOT)));
        continue;
      }
      if (!FIELDS.contains(field)) {
        throw new ProblemException(
            "events have no field `%s`".formatted(field), Nearest.hint(field, FIELDS, "fields"));
      }
      String value = word.substring(equals + 1).toLowerCase(Locale.ROOT);
      wanted.add(new Wanted(field, known(field, value)));
    }
    if (sides == null && wanted.stream().anyMatch(Wanted::needsPack)) {
      throw new ProblemException("no pack is loaded", "`pack FILE` loads one");
    }
    return new EventFilter(wanted, sides);
  }

  /**
   * The value, in the spelling of events where a field has few of them: no other finds anything.
   */
  private static String known(String field, String value) throws ProblemException {
    return switch (field) {
      case "verdict", "now" -> verdict(value);
      case "change" -> change(value);
      default -> value;
    };
  }

  private static String verdict(String value) throws ProblemException {
    try {
      return EventQueries.parseVerdict(value);
    } catch (QueryFormatException e) {
      throw new ProblemException(String.valueOf(e.getMessage()), null);
    }
  }

  private static String change(String value) throws ProblemException {
    List<String> changes = Stream.of(Change.values()).map(Change::word).toList();
    if (!changes.contains(value)) {
      throw new ProblemException(
          "`%s` is no change".formatted(value), Nearest.hint(value, changes, "changes"));
    }
    return value;
  }

  /** A word with something else in front of the sign, such as {@code a+b=c}, is a text. */
  private static boolean isName(String field) {
    return !field.isEmpty() && field.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
  }

  @Override
  public boolean test(ReplayCase recorded) {
    Comparison comparison = null;
    for (Wanted one : wanted) {
      if (one.needsPack()) {
        if (sides != null && comparison == null) {
          comparison = sides.compare(recorded);
        }
        if (comparison == null || !fits(one, comparison)) {
          return false;
        }
      } else if (!fits(one, recorded)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Wanted wanted, Comparison comparison) {
    Trial now = comparison.candidate();
    return wanted.field().equals("change")
        ? comparison.change().word().equals(wanted.value())
        : now != null && now.verdict().word().equals(wanted.value());
  }

  private static boolean fits(Wanted wanted, ReplayCase recorded) {
    if (wanted.field().isEmpty()) {
      return says(recorded, wanted.value());
    }
    if (wanted.field().equals("id")) {
      return recorded.id().toLowerCase(Locale.ROOT).equals(wanted.value());
    }
    DecisionEvent event = recorded.event();
    CapturedExchange exchange = recorded.exchange();
    RequestFacts request =
        exchange == null ? null : exchange.phases().getFirst().content().request();
    String captured = request == null ? null : captured(wanted, request);
    String value = captured != null ? captured : event == null ? "" : value(wanted, event);
    return value.toLowerCase(Locale.ROOT).equals(wanted.value());
  }

  /** What a capture says better than its event; null for what only events say. */
  private static @Nullable String captured(Wanted wanted, RequestFacts request) {
    return switch (wanted.field()) {
      case "model" -> request.model();
      case "provider" -> request.provider();
      case "route" -> request.route();
      default -> null;
    };
  }

  private static String value(Wanted wanted, DecisionEvent event) {
    return switch (wanted.field()) {
      case "model" -> event.model();
      case "provider" -> event.provider();
      case "route" -> event.route();
      case "verdict" -> event.verdict();
      case "reason" -> event.reasonCode();
      case "policy" -> event.decisivePolicy() == null ? "" : event.decisivePolicy();
      case "outcome" -> event.outcome().word();
      case "status" -> Integer.toString(event.httpStatus());
      case "pack" -> event.pack().name();
      case "tag" ->
          event.tags().entrySet().stream()
              .map(tag -> tag.getKey() + ":" + tag.getValue())
              .filter(tag -> tag.toLowerCase(Locale.ROOT).equals(wanted.value()))
              .findFirst()
              .orElse("");
      default -> "";
    };
  }

  private static boolean says(ReplayCase recorded, String text) {
    if (recorded.id().toLowerCase(Locale.ROOT).contains(text)) {
      return true;
    }
    CapturedExchange exchange = recorded.exchange();
    if (exchange == null) {
      return false;
    }
    for (CapturedPhase phase : exchange.phases()) {
      for (Segment segment : phase.content().segments()) {
        if (segment.text().toLowerCase(Locale.ROOT).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
