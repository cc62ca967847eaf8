package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.evidence.EvidenceCheck;
import dev.keeptrail.ledger.integrity.NoteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks a bundle; needs nothing but the file and a key. */
@Command(
    name = "verify",
    description = "Check a bundle, without the ledger.",
    footer = {
      "",
      "The keys inside the bundle prove nothing: name one that you know from somewhere else.",
      "",
      "Examples:",
      "  kt evidence verify incident-17.zip --key ledger.keys",
      "",
      "Exit codes:",
      "  0    the bundle holds",
      "  1    the command line is wrong, or the file cannot be read",
      "  3    something was done to it; the output says what",
    })
final class EvidenceVerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 50;

  @Parameters(paramLabel = "<file>", description = "What `kt evidence create` wrote.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private TrustedKeys keys = new TrustedKeys();

  private final Invocation invocation;

  EvidenceVerifyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<NoteKey> believed = keys.required("bundle");
    try (EvidenceCheck check = EvidenceCheck.open(file)) {
      List<String> problems = check.problems(believed);
      if (json) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("holds", problems.isEmpty());
        problems.forEach(report.putArray("problems")::add);
        invocation.out().println(report.toPrettyString());
      } else {
        print(problems, check.manifest());
      }
      if (problems.stream().anyMatch(problem -> problem.endsWith(EvidenceCheck.UNTRUSTED))) {
        invocation.note(
            "kt: if the ledger has a new key since you got yours, ask for the output of `kt ledger"
                + " keys` again, another way than the bundle");
      }
      return problems.isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
    } catch (IOException unreadable) {
      throw new CommandFailedException("`%s` cannot be read, or is no zip".formatted(file), null);
    }
  }

  private void print(List<String> problems, JsonNode manifest) {
    if (problems.isEmpty()) {
      invocation
          .out()
          .printf(
              "holds  records %d to %d: %s, %s of the trail; signed by the ledger%n",
              manifest.path("first").asLong(0),
              manifest.path("last").asLong(0),
              Counted.of(manifest.path("decisions").asLong(0), "decision"),
              Counted.of(manifest.path("administrative").asLong(0), "entry", "entries"));
      long absent = manifest.path("absent").asLong(0);
      if (absent > 0) {
        invocation
            .out()
            .printf(
                Locale.ROOT,
                manifest.has("removed")
                    ? "%s pruned before, as signed notices say%n"
                    : "%s not there; the build that made it does not say whether by pruning%n",
                manifest.has("removed")
                    ? Counted.of(absent, "record was", "records were")
                    : Counted.of(absent, "record is", "records are"));
      }
      if (!manifest.path("withheld").isEmpty()) {
        invocation.out().println("withheld are the fields " + withheld(manifest));
      }
      return;
    }
    invocation.out().println("DOES NOT HOLD");
    problems.stream()
        .limit(SHOWN)
        .forEach(problem -> invocation.out().println("  " + PrintableText.of(problem)));
    if (problems.size() > SHOWN) {
      invocation.out().printf("  and %d more; --json lists them%n", problems.size() - SHOWN);
    }
  }

  private static String withheld(JsonNode manifest) {
    return manifest
        .path("withheld")
        .valueStream()
        .map(name -> PrintableText.of(name.asString("")))
        .collect(Collectors.joining(", "));
  }
}
