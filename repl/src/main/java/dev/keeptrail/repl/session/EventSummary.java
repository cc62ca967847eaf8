package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.report.Flip.Side;
import dev.keeptrail.repl.run.Excerpts;
import dev.keeptrail.repl.run.Flips;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.SideBySide;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event in a few words, without anything sensitive.
 *
 * @param before what was recorded, or what the baseline decides; null when there is no such thing
 * @param now what the pack decides; null without a pack, or where the capture does not answer it
 * @param change null where there are no two decisions to compare
 * @param needs what it would take to replay it; empty when it is replayable
 */
record EventSummary(
    long position,
    String id,
    String time,
    String model,
    @Nullable Side before,
    @Nullable Side now,
    boolean openEnd,
    @Nullable Change change,
    String needs,
    String excerpt) {
  static EventSummary of(long position, ReplayCase recorded, @Nullable SideBySide sides) {
    Comparison comparison = sides == null ? null : sides.compare(recorded);
    Optional<Flip> flip = comparison == null ? Optional.empty() : Flips.of(recorded, comparison);
    return flip.map(words -> of(position, recorded, words))
        .orElseGet(() -> alone(position, recorded, sides, comparison));
  }

  private static EventSummary of(long position, ReplayCase recorded, Flip flip) {
    return new EventSummary(
        position,
        recorded.id(),
        time(recorded),
        flip.model(),
        flip.baseline(),
        flip.candidate(),
        flip.openEnd(),
        flip.change(),
        "",
        flip.excerpt());
  }

  private static EventSummary alone(
      long position,
      ReplayCase recorded,
      @Nullable SideBySide sides,
      @Nullable Comparison comparison) {
    CapturedExchange exchange = recorded.exchange();
    DecisionEvent event = recorded.event();
    Trial now = sides == null || exchange == null ? null : now(sides, recorded, exchange);
    String model =
        exchange != null
            ? exchange.phases().getFirst().content().request().model()
            : event == null ? "" : event.model();
    return new EventSummary(
        position,
        recorded.id(),
        time(recorded),
        model,
        event == null
            ? null
            : new Side(event.verdict(), event.reasonCode(), event.decisivePolicy(), null),
        now == null ? null : new Side(now.verdict().word(), now.reasonCode(), now.policy(), null),
        now != null && now.openEnd(),
        comparison == null ? null : comparison.change(),
        comparison == null ? recorded.missing() : comparison.needs(),
        exchange == null ? "" : Excerpts.of(exchange));
  }

  private static @Nullable Trial now(
      SideBySide sides, ReplayCase recorded, CapturedExchange exchange) {
    ReplayPack candidate = sides.candidate();
    Judgement judged = candidate.judged().judge(exchange, recorded.course(exchange));
    return switch (judged) {
      case Judgement.Judged(Trial trial) -> trial;
      case Judgement.NotReplayable _ -> null;
    };
  }

  private static String time(ReplayCase recorded) {
    DecisionEvent event = recorded.event();
    return event == null ? "" : event.timestamp().toString();
  }

  /** The lines that commands show which go to an event. */
  String card(String baseline, Paint paint) {
    var text = new StringBuilder(paint.strong("#" + position + "  " + FrameRenderer.safe(id)));
    for (String more : new String[] {time, model}) {
      text.append(more.isEmpty() ? "" : "  " + FrameRenderer.safe(more));
    }
    text.append('\n');
    Side then = before;
    if (then != null) {
      line(baseline, paint.decision(then.verdict(), then.words()), text);
    }
    Side pack = now;
    if (pack != null) {
      line(
          "pack",
          paint.decision(pack.verdict(), pack.words())
              + (openEnd ? ", so far; what would have come next was not recorded" : ""),
          text);
    }
    if (!needs.isEmpty()) {
      line(change == null ? "missing" : "needs", FrameRenderer.safe(needs), text);
    }
    Change changed = change;
    if (changed != null) {
      line("change", paint.change(changed, 0), text);
    }
    if (!excerpt.isEmpty()) {
      line("text", excerpt, text);
    }
    return text.toString();
  }

  private static void line(String name, String words, StringBuilder text) {
    text.append("    ").append(Paint.padded(name, 10)).append(words).append('\n');
  }

  void write(JsonWriter json) {
    json.beginObject().name("position").value(position);
    json.name("id").value(id);
    json.name("time").value(time.isEmpty() ? null : time);
    json.name("model").value(model);
    side("before", before, json);
    side("pack", now, json);
    Change changed = change;
    json.name("open_end").value(openEnd);
    json.name("change").value(changed == null ? null : changed.word());
    json.name("needs").value(needs.isEmpty() ? null : needs);
    json.name("excerpt").value(excerpt).endObject();
  }

  private static void side(String name, @Nullable Side side, JsonWriter json) {
    if (side == null) {
      json.name(name).value((String) null);
      return;
    }
    json.name(name).beginObject().name("verdict").value(side.verdict());
    json.name("reason_code").value(side.reasonCode());
    json.name("policy").value(side.policy()).endObject();
  }
}
