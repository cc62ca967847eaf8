package dev.keeptrail.cli;

import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides. */
@Command(
    name = "resolve",
    description = "Approve or deny an escalation.",
    footer = {
      "",
      "An approval is good once, for the same request of the same caller, until it expires. Who made",
      "the request cannot approve it.",
      "",
      "Examples:",
      "  kt escalation resolve esc_01KAR3V0000000000000000000 --outcome approved --reason \"seen\"",
      "  kt escalation resolve esc_01KAR3V0000000000000000000 --outcome denied --reason \"no invoice\"",
      "",
      "Exit codes:",
      "  0    decided",
      "  1    the command line is wrong, or there is no queue",
      "  3    somebody else has claimed it, it is settled, or it is not yours to decide",
    })
final class EscalationResolveCommand implements Callable<Integer> {
  @Option(
      names = "--outcome",
      paramLabel = "approved|denied",
      required = true,
      converter = Words.EscalationOutcomes.class,
      completionCandidates = Words.EscalationOutcomes.class,
      description = "What is decided.")
  private @Nullable Outcome outcome;

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      required = true,
      description = "Why; for the record.")
  private String reason = "";

  @Mixin private EscalationAct act = new EscalationAct();

  private final Invocation invocation;

  EscalationResolveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Outcome decided = Objects.requireNonNull(outcome);
    return act.take(
        invocation, (queue, id, reviewer) -> queue.resolve(id, reviewer, decided, reason));
  }
}
