package dev.keeptrail.cli;

import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.repl.input.LedgerRecording;
import dev.keeptrail.repl.input.Recording;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.saved.SavedTest;
import dev.keeptrail.repl.saved.SavedTestException;
import dev.keeptrail.repl.saved.SavedTestSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --from-events}: captured events of a ledger, as tests for one run. */
final class FromEvents {
  @Option(
      names = "--from-events",
      paramLabel = "<id>",
      split = ",",
      description =
          "Also test that these captured events are decided as they were recorded; several with"
              + " commas.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--ledger",
      paramLabel = "<folder>",
      description = "The ledger that holds them. Default: the folder `ledger` in KEEPTRAIL_HOME.")
  private @Nullable String ledger;

  @Mixin private CaptureKeysOption keys = new CaptureKeysOption();

  boolean isAsked() {
    return !events.isEmpty();
  }

  /**
   * The events that are named; none without the option.
   *
   * @param masked whether the tests are made as they are saved, with placeholders for everything
   *     sensitive, because something is kept of them
   */
  SavedTestSet read(Invocation invocation, boolean masked) throws CommandFailedException {
    Map<String, SavedTest> tests = new LinkedHashMap<>();
    if (events.isEmpty()) {
      if (ledger != null || keys.isGiven()) {
        throw new CommandFailedException(
            "`%s` goes with `--from-events` only"
                .formatted(ledger != null ? "--ledger" : "--capture-key"),
            "add `--from-events` with the ids of captured events");
      }
      return SavedTestSet.ofEvents(tests);
    }
    Path folder = LedgerOption.folder(ledger, invocation);
    try (Recording recording = LedgerRecording.open(folder, keys.read(invocation))) {
      for (String id : events) {
        ReplayCase recorded =
            recording
                .find(id)
                .orElseThrow(() ->
                    new CommandFailedException(
                        "there is no event `%s` in `%s`"
                            .formatted(PrintableText.beginning(id), folder),
                        "`kt events tail` lists the newest ids"))
                .item()
                .read();
        tests.put(
            id, masked ? SavedTest.masked(id, recorded, null) : SavedTest.asCaptured(recorded));
      }
      return SavedTestSet.ofEvents(tests);
    } catch (SavedTestException unusable) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, String.valueOf(unusable.getMessage()), null);
    } catch (ReplayInputException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    }
  }
}
