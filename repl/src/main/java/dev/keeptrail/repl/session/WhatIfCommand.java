package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.run.Flips;
import dev.keeptrail.repl.whatif.WhatIf;
import dev.keeptrail.repl.whatif.WhatIfException;
import java.util.List;
import java.util.Optional;

/** Changes a fact or a text of the event at hand and judges it anew. */
final class WhatIfCommand implements ShellCommand {
  private static final List<String> ACTIONS = List.of("set", "unset", "undo", "reset");
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "what-if",
              "set PLACE VALUE | unset PLACE | undo | reset",
              "change a fact or a text of the event at hand and judge it anew",
              """
              PLACE is a JSON Pointer: /identity/groups, /tool_call/0/arguments/amount,
              /request/model, or /input/0/text; `show` lists them. VALUE is JSON, or else a text. A
              text is scanned anew; where other texts of the phase hold placeholders, what nobody
              looked for in those is not known. `undo` takes the last change back, `reset` all; going
              to another event forgets them. Alone, it lists the changes.\
              """,
              "what-if set /identity/groups [\"treasury\"]",
              "what-if set /tool_call/0/arguments/amount 250",
              "what-if set /input/0/text please pay 250 to Jane",
              "what-if unset /identity/role",
              "what-if undo")
          .takingText();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    if (before.isEmpty()) {
      return ACTIONS;
    }
    CapturedExchange exchange =
        state.eventIfAny().map(event -> event.now().exchange()).orElse(null);
    boolean place = before.equals(List.of("set")) || before.equals(List.of("unset"));
    return place && exchange != null ? List.copyOf(WhatIf.settable(exchange)) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    EventAtHand event = state.event();
    switch (arguments.word(0)) {
      case "" -> {
        return new Answer.Page(changes(event));
      }
      case "set" -> set(arguments, event);
      case "unset" -> {
        arguments.atMost(2, SHEET);
        change(event, arguments.word(1), "");
      }
      case "undo" -> {
        if (!event.undo()) {
          throw new ProblemException("nothing was changed", null);
        }
      }
      case "reset" -> event.reset();
      default ->
          throw new ProblemException(
              "`what-if` does not know `%s`".formatted(arguments.word(0)),
              Nearest.hint(arguments.word(0), ACTIONS, "it takes"));
    }
    return new Answer.Page(changes(event) + (state.hasPack() ? judged(event, state) : ""));
  }

  private static void set(Arguments arguments, EventAtHand event) throws ProblemException {
    if (arguments.size() < 3) {
      throw new ProblemException("set what to which value?", "`what-if set /identity/user jane`");
    }
    change(event, arguments.word(1), arguments.line().from(3));
  }

  /**
   * @param value empty to leave the place out
   */
  private static void change(EventAtHand event, String place, String value)
      throws ProblemException {
    CapturedExchange exchange = event.exchange();
    try {
      if (value.isEmpty()) {
        event.change(WhatIf.unset(exchange, place), place + " is not known");
      } else {
        event.change(WhatIf.set(exchange, place, value), place + " is " + value);
      }
    } catch (WhatIfException impossible) {
      throw new ProblemException(String.valueOf(impossible.getMessage()), impossible.hint());
    }
  }

  private static String changes(EventAtHand event) {
    if (!event.isChanged()) {
      return "    as it was captured\n";
    }
    var text = new StringBuilder();
    event
        .changes()
        .forEach(change ->
            text.append("    what if   ").append(FrameRenderer.safe(change)).append('\n'));
    return text.toString();
  }

  /** The pack's decision before and after the changes. */
  private static String judged(EventAtHand event, SessionState state) throws ProblemException {
    JudgedPack pack = state.pack().pack().judged();
    Comparison comparison = Comparison.of(judge(event.recorded(), pack), judge(event.now(), pack));
    Paint paint = state.paint();
    Optional<Flip> flip = Flips.of(event.now(), comparison);
    if (flip.isEmpty()) {
      return "    needs     " + FrameRenderer.safe(comparison.needs()) + "\n";
    }
    Flip.Side before = flip.get().baseline();
    Flip.Side now = flip.get().candidate();
    return "    pack      %s\n    now       %s%s\n    change    %s\n"
        .formatted(
            paint.decision(before.verdict(), before.words()),
            paint.decision(now.verdict(), now.words()),
            flip.get().openEnd() ? ", so far; what would have come next was not recorded" : "",
            paint.change(comparison.change(), 0));
  }

  private static Judgement judge(ReplayCase one, JudgedPack pack) throws ProblemException {
    CapturedExchange exchange = one.exchange();
    if (exchange == null) {
      throw new ProblemException(one.missing(), null);
    }
    return pack.judge(exchange, one.course(exchange));
  }
}
