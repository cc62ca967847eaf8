package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.engine.trace.TraceLine;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.judge.Judgement;
import java.util.ArrayList;
import java.util.List;

/** Shows the steps of the pack's decision on the event at hand. */
final class TraceCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "trace",
              "",
              "show step by step how the pack decides the event at hand",
              "The steps are written as tests of packs expect them, under `trace`.",
              "trace",
              "trace --json")
          .withJson();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    LoadedPack pack = state.pack();
    EventAtHand event = state.event();
    CapturedExchange exchange = event.exchange();
    List<PhaseDecision> decisions = new ArrayList<>();
    Judgement judged =
        pack.pack()
            .judged()
            .watch(
                exchange, event.now().course(exchange), phase -> decisions.add(phase.decision()));
    return switch (judged) {
      case Judgement.NotReplayable(String needs) ->
          throw new ProblemException("the capture does not answer the pack: needs " + needs, null);
      case Judgement.Judged _ ->
          new Answer.Page(arguments.wantsJson() ? json(decisions) : text(decisions));
    };
  }

  private static String text(List<PhaseDecision> decisions) {
    var text = new StringBuilder();
    for (PhaseDecision decision : decisions) {
      for (TraceEvent step : decision.trace().events()) {
        text.append(decision.phase().word()).append(": ");
        text.append(FrameRenderer.safe(TraceLine.of(step))).append('\n');
      }
    }
    return text.toString();
  }

  private static String json(List<PhaseDecision> decisions) {
    JsonWriter json = JsonWriter.indented().beginArray();
    for (PhaseDecision decision : decisions) {
      for (TraceEvent step : decision.trace().events()) {
        json.beginObject().name("phase").value(decision.phase().word());
        json.name("step").value(TraceLine.of(step)).endObject();
      }
    }
    return json.endArray() + "\n";
  }
}
