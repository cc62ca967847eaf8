package dev.keeptrail.cli;

import dev.keeptrail.ledger.escalation.EscalationQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Let others claim an escalation again. */
@Command(
    name = "unclaim",
    description = "Let others claim an escalation again.",
    footer = {
      "",
      "Examples:",
      "  kt escalation unclaim esc_01KAR3V0000000000000000000 --as ana",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or there is no queue",
      "  3    somebody else has claimed it, it is settled, or it is not yours to decide",
    })
final class EscalationUnclaimCommand implements Callable<Integer> {
  @Mixin private EscalationAct act = new EscalationAct();

  private final Invocation invocation;

  EscalationUnclaimCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    return act.take(invocation, EscalationQueue::unclaim);
  }
}
