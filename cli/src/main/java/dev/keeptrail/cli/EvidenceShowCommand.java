package dev.keeptrail.cli;

import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.evidence.EvidenceCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Says what a bundle says of itself. */
@Command(
    name = "show",
    description = "Show what a bundle says it holds; `verify` tells whether that is so.",
    footer = {
      "",
      "Examples:",
      "  kt evidence show incident-17.zip",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, the file cannot be read, or it is no bundle",
    })
final class EvidenceShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<file>", description = "What `kt evidence create` wrote.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print the manifest.")
  private boolean json;

  private final Invocation invocation;

  EvidenceShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try (EvidenceCheck check = EvidenceCheck.open(file)) {
      JsonNode manifest = check.manifest();
      if (!EvidenceCheck.isKnown(manifest)) {
        throw new CommandFailedException(
            "`%s` is no bundle, or one of another version".formatted(file),
            "`kt evidence create` writes one");
      }
      if (json) {
        invocation.out().println(manifest.toPrettyString());
      } else {
        print(manifest);
      }
      return ExitCode.OK;
    } catch (IOException unreadable) {
      throw new CommandFailedException(
          "`%s` cannot be read, or is no zip".formatted(file),
          "name a file that `kt evidence create` wrote");
    }
  }

  private void print(JsonNode manifest) {
    for (String name :
        new String[] {"reason", "made", "maker", "origin", "since", "until", "first", "last"}) {
      line(name, manifest.path(name));
    }
    for (String name : new String[] {"decisions", "administrative", "absent"}) {
      line(name, manifest.path(name));
    }
    for (String name : new String[] {"verdicts", "policies", "reasons", "actions"}) {
      for (Map.Entry<String, JsonNode> count : manifest.path(name).properties()) {
        line(name, count.getKey() + "  " + count.getValue().asString(""));
      }
    }
    manifest.path("withheld").forEach(name -> line("withheld", name));
    manifest.path("gaps").forEach(gap -> line("gap", gap));
    manifest.path("limitations").forEach(limitation -> line("limitation", limitation));
  }

  private void line(String name, JsonNode value) {
    line(name, value.asString(""));
  }

  private void line(String name, String value) {
    invocation.out().printf("%-15s %s%n", name, PrintableText.of(value));
  }
}
