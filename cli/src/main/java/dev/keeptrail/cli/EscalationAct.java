package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.Reviewer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What claiming, letting go and deciding have in common. */
final class EscalationAct {
  @Mixin private IdArgument named = new IdArgument();

  @Option(
      names = "--as",
      paramLabel = "<name>",
      description = "Who you are, for the record. Default: the name of the user of this machine.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print the escalation as a JSON object.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  /** One step. */
  @FunctionalInterface
  interface Step {
    Escalation take(EscalationQueue queue, String id, Reviewer reviewer)
        throws LedgerException, EscalationException;
  }

  Integer take(Invocation invocation, Step step) throws CommandFailedException {
    String id = named.value("kt escalation list");
    String actor =
        name == null ? OpenAdministration.operator().name() : OpenAdministration.named(name);
    try (var open = OpenAdministration.existing(ledger.folder(invocation), invocation)) {
      Escalation done = step.take(open.get().escalations(), id, Reviewer.operator(actor));
      open.settle();
      if (json) {
        invocation.out().println(EscalationJson.tree(done).toPrettyString());
      } else {
        invocation.out().printf("%s %s%n", done.id(), done.state().word());
      }
      return ExitCode.OK;
    } catch (EscalationException refused) {
      throw new CommandFailedException(
          ExitCode.NOT_DECIDED, String.valueOf(refused.getMessage()), null);
    } catch (LedgerException e) {
      throw OpenAdministration.failed(e);
    }
  }
}
