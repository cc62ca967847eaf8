package dev.keeptrail.cli;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LeftOut;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.repl.input.FileSource;
import dev.keeptrail.repl.input.ReplayInput;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplaySource;
import dev.keeptrail.repl.options.OptionException;
import dev.keeptrail.repl.options.SampleOption;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which recorded traffic a command reads. */
final class ReplayInputs {
  @Option(
      names = "--input",
      paramLabel = "<file>",
      description =
          "A file of captures, JSON Lines or Parquet, or - for standard input; options that choose"
              + " events, from --since to --key, go with a ledger only. Default: the ledger.")
  private @Nullable Path input;

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  @Mixin private PeriodOption period = new PeriodOption();

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      split = ",",
      converter = Words.Verdicts.class,
      completionCandidates = Words.Verdicts.class,
      description =
          "Only what was decided so: allow, block, redact or escalate; several with commas.")
  private List<String> verdicts = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "<name>",
      completionCandidates = Candidates.PolicyNames.class,
      description = "Only decisions that this policy settled.")
  private @Nullable String policy;

  @Mixin private CallersOption callers = new CallersOption();

  @Mixin private SampleOption sample = new SampleOption();

  @Mixin private CaptureKeysOption keys = new CaptureKeysOption();

  /**
   * What they name; closed by the caller.
   *
   * @param leftOut told of events of a ledger that cannot be read
   */
  ReplaySource open(Invocation invocation, LeftOut leftOut)
      throws CommandFailedException, OptionException, ReplayInputException {
    var wanted = new ReplayInput(keys.read(invocation), sample.size());
    if (input == null) {
      return wanted.ofLedger(LedgerOption.folder(ledger, invocation), query(invocation), leftOut);
    }
    if (period.isGiven() || policy != null || !verdicts.isEmpty() || !callers.terms().isAnybody()) {
      throw new CommandFailedException(
          "`--since`, `--until`, `--verdict`, `--policy`, `--user`, `--team` and `--key` go with a"
              + " ledger only",
          null);
    }
    if (!PackLoading.isStandardInput(input)) {
      return wanted.ofFile(input);
    }
    if (wanted.sample() != null) {
      throw new CommandFailedException(
          "`--sample` needs a file or a ledger, which can be read twice", null);
    }
    Reader in = new InputStreamReader(invocation.in(), StandardCharsets.UTF_8);
    return new FileSource("standard input", in, line -> true);
  }

  private EventQuery query(Invocation invocation) throws CommandFailedException {
    try {
      var terms = new EventTerms(null, null, null, null, callers.terms());
      return period
          .queries(invocation)
          .parse(period.since(), period.until(), verdicts, policy, terms, 1);
    } catch (QueryFormatException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }
}
