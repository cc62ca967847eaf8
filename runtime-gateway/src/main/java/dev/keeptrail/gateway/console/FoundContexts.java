package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.capture.CaptureFormatException;
import dev.keeptrail.engine.capture.CaptureReader;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedFinding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stood around findings, where the pack had a redacted capture kept: the texts with
 * placeholders, and the finding itself masked once more, since a redacted capture shows what no
 * detector holds for sensitive. Sealed captures are not opened here.
 */
public final class FoundContexts {
  private static final int AROUND = 48;

  private final Map<Key, Deque<Context>> contexts;
  private final String note;

  private record Key(String phase, String category, String pointer) {}

  private record Context(String before, String category, String after) {}

  private FoundContexts(Map<Key, Deque<Context>> contexts, String note) {
    this.contexts = contexts;
    this.note = note;
  }

  /** Without any. */
  public static FoundContexts none(String why) {
    return new FoundContexts(Map.of(), why);
  }

  /**
   * Those of an event.
   *
   * @param capture null where nothing was captured
   */
  public static FoundContexts of(@Nullable StoredCapture capture, String eventId) {
    if (capture == null) {
      return none(
          "The event holds no text; `capture: redacted` in the pack keeps what stood around.");
    }
    if (capture.keyId().isPresent()) {
      return none(
          "The exchange was captured in full, and sealed; `kt replay` opens it with its key.");
    }
    try {
      byte[] json = capture.captured(CaptureKeys.NONE, eventId);
      CapturedExchange exchange = CaptureReader.read(json);
      if (exchange.mode() != CaptureMode.REDACTED) {
        return none("The exchange was not captured with placeholders.");
      }
      Map<Key, Deque<Context>> contexts = new HashMap<>();
      exchange.phases().forEach(phase -> add(phase, contexts));
      return new FoundContexts(
          contexts, "Contexts are of the redacted capture, with placeholders.");
    } catch (CaptureException | CaptureFormatException unusable) {
      return none("The capture cannot be shown: " + unusable.getMessage() + ".");
    }
  }

  private static void add(CapturedPhase phase, Map<Key, Deque<Context>> contexts) {
    for (Finding finding : phase.findings()) {
      Segment segment = phase.content().segments().get(finding.segment());
      String text = segment.text();
      int from = edge(text, Math.max(0, finding.start() - AROUND));
      int to = edge(text, Math.min(text.length(), finding.end() + AROUND));
      var key =
          new Key(phase.content().phase().word(), finding.category(), segment.location().pointer());
      contexts
          .computeIfAbsent(key, _ -> new ArrayDeque<>())
          .add(
              new Context(
                  (from > 0 ? "…" : "") + text.substring(from, finding.start()),
                  finding.category(),
                  text.substring(finding.end(), to) + (to < text.length() ? "…" : "")));
    }
  }

  /** Not between the halves of a character. */
  private static int edge(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /** What stood around a finding; each is given once, in the order of findings. */
  Node of(RecordedFinding finding) {
    Deque<Context> known =
        contexts.get(
            new Key(finding.place().phase(), finding.category(), finding.place().pointer()));
    Context context = known == null ? null : known.poll();
    if (context == null) {
      return said(null);
    }
    return all(
        List.of(
            around(context.before()),
            el("mark", text("[" + context.category().toUpperCase(Locale.ROOT) + "]")),
            around(context.after())));
  }

  /** Nothing stands before what is at the start of a text, or behind what is at its end. */
  private static Node around(String said) {
    return said.isEmpty() ? text("") : said(said);
  }

  String note() {
    return note;
  }
}
