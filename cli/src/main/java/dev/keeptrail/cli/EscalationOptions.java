package dev.keeptrail.cli;

import dev.keeptrail.gateway.AdministrationSettings;
import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.ledger.Administration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
  private @Nullable Integer perCaller;

  AdministrationSettings with(Administration administration) {
    return new AdministrationSettings(
        administration,
        OpenAdministration.operator(),
        timeout,
        new EscalationBounds(all, perCaller()));
  }

  private int perCaller() {
    return perCaller == null ? EscalationBounds.DEFAULT.perCaller() : perCaller;
  }

  /** Said before anything is opened. */
  void check() throws CommandFailedException {
    require(ALL, all);
    require(PER_CALLER, perCaller());
    if (perCaller != null && perCaller > all) {
      throw new CommandFailedException(
          "`%s` is %d, and all callers together have %d (`%s`)"
              .formatted(PER_CALLER, perCaller, all, ALL),
          "one caller cannot have more than all of them");
    }
  }

  private static void require(String name, int value) throws CommandFailedException {
    if (value < 1 || value > EscalationBounds.MOST) {
      throw new CommandFailedException(
          "`%d` is not a value for `%s`".formatted(value, name),
          "a whole number from 1 to " + EscalationBounds.MOST);
    }
  }
}
