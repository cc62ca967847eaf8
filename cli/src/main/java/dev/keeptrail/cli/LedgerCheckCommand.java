package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.NoteKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a proof; needs nothing but the file and a key. */
@Command(
    name = "check",
    description = "Check a proof that an event is in a ledger, without the ledger.",
    footer = {
      "",
      "Examples:",
      "  kt ledger check event.proof.json --key ledger.keys",
      "  kt ledger check event.proof.json --key ledger.keys --json | jq .holds",
      "",
      "Exit codes:",
      "  0    the proof holds",
      "  1    the command line is wrong, or the file cannot be read",
      "  3    the proof does not hold; the output says why",
    })
final class LedgerCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<file>", description = "What `kt ledger prove` printed.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private TrustedKeys keys = new TrustedKeys();

  private final Invocation invocation;

  LedgerCheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<NoteKey> believed = keys.required("proof");
    InclusionProof proof =
        InclusionProof.parse(LedgerVerifyCommand.read(file))
            .orElseThrow(() ->
                new CommandFailedException(
                    "`" + file + "` is no proof, or one of a later version", null));
    Optional<String> problem = proof.problem(believed);
    if (json) {
      invocation.out().println(toJson(proof, problem));
      return problem.isPresent() ? ExitCode.BROKEN : ExitCode.OK;
    }
    if (problem.isPresent()) {
      invocation.out().println("does not hold: " + problem.get());
      return ExitCode.BROKEN;
    }
    invocation.out().println("holds: record " + proof.sequence() + " of the ledger says");
    invocation.out().println(proof.event());
    return ExitCode.OK;
  }

  private static String toJson(InclusionProof proof, Optional<String> problem) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("holds").value(problem.isEmpty());
    report.name("problem").value(problem.orElse(null));
    report.name("sequence").value(proof.sequence());
    report.name("event").value(problem.isEmpty() ? proof.event() : null);
    return report.endObject().toString();
  }
}
