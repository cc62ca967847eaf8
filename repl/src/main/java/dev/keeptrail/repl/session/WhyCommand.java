package dev.keeptrail.repl.session;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.explain.Explanation;
import dev.keeptrail.engine.explain.ExplanationJson;
import dev.keeptrail.engine.explain.ExplanationText;
import dev.keeptrail.repl.judge.Course;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.ShownExplanations;
import java.util.ArrayList;
import java.util.List;

/** Says why the pack decides the event at hand as it does. */
final class WhyCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "why",
              "",
              "say which rules matched the event at hand, and which nearly did",
              "As `kt policy explain`, with what `what-if` has changed.",
              "why",
              "why --json")
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
    Course course = event.now().course(exchange);
    List<Explanation> explanations = new ArrayList<>();
    Judgement judged;
    try {
      judged = pack.pack().judged().explain(exchange, course, pack.rules(), explanations::add);
    } catch (PlanLoadException unloadable) {
      throw new ProblemException(String.valueOf(unloadable.getMessage()), null);
    }
    return switch (judged) {
      case Judgement.NotReplayable(String needs) ->
          throw new ProblemException("the capture does not answer the pack: needs " + needs, null);
      case Judgement.Judged _ ->
          page(ShownExplanations.of(explanations, exchange), arguments, state);
    };
  }

  private static Answer page(
      List<Explanation> explanations, Arguments arguments, SessionState state) {
    return new Answer.Page(
        arguments.wantsJson()
            ? ExplanationJson.of(explanations)
            : new ExplanationText(state.options().colour()).of(explanations));
  }
}
