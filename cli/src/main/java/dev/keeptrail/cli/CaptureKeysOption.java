package dev.keeptrail.cli;

import dev.keeptrail.ledger.capture.CaptureKeys;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --capture-key}, for every command that looks into captures. */
final class CaptureKeysOption {
  @Option(
      names = "--capture-key",
      paramLabel = "<env:NAME|file:PATH|store:NAME>",
      description =
          "Where a key is that opens full captures. Repeatable: those that were replaced open what"
              + " they sealed.")
  private List<String> keys = new ArrayList<>();

  boolean isGiven() {
    return !keys.isEmpty();
  }

  /** The keys; none without the option. */
  CaptureKeys read(Invocation invocation) throws CommandFailedException {
    return new CaptureKeyReferences(invocation).read(keys);
  }
}
