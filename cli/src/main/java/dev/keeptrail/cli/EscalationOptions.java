package dev.keeptrail.cli;

import dev.keeptrail.gateway.AdministrationSettings;
import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.ledger.Administration;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long what is escalated waits for a person, and how much of it. */
final class EscalationOptions {
  private static final String ALL = "--max-escalations";
  private static final String PER_CALLER = "--max-escalations-per-caller";

  @Option(
      names = "--escalation-timeout",
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description =
          "How long a person may take to decide about an escalation, and how long an approval is"
              + " good for, where the policy does not say: 30m, 12h, 7d. Default: 24h.")
  private Duration timeout = AdministrationSettings.DEFAULT_LIFETIME;

  @Option(
      names = ALL,
      paramLabel = "<n>",
      description =
          "How many escalations may wait for a decision, or for the use of their approval, at the"
              + " same time; what needs a review beyond that is refused. Default: 1000.")
  private int all = EscalationBounds.DEFAULT.all();

  @Option(
      names = PER_CALLER,
      paramLabel = "<n>",
      description = "How many of those may be of one caller. Default: 250.")
  private int perCaller = EscalationBounds.DEFAULT.perCaller();

  AdministrationSettings with(Administration administration) {
    return new AdministrationSettings(
        administration,
        OpenAdministration.operator(),
        timeout,
        new EscalationBounds(all, perCaller));
  }

  /** Said before anything is opened. */
  void check() throws CommandFailedException {
    require(ALL, all);
    require(PER_CALLER, perCaller);
  }

  private static void require(String name, int value) throws CommandFailedException {
    if (value < 1 || value > EscalationBounds.MOST) {
      throw new CommandFailedException(
          "`%d` is not a value for `%s`".formatted(value, name),
          "a whole number from 1 to " + EscalationBounds.MOST);
    }
  }
}
