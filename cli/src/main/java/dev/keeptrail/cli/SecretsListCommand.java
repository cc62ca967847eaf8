package dev.keeptrail.cli;

import dev.keeptrail.gateway.secrets.SecretStoreException;
import dev.keeptrail.language.json.JsonWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the names of secrets. */
@Command(
    name = "list",
    description = "List the names of the secrets that are kept, and since when.",
    footer = {
      "",
      "Examples:",
      "  kt secrets list",
      "  kt secrets list --json",
      "",
      "Exit codes:",
      "  0    listed",
      "  1    the command line is wrong, or the store cannot be used",
    })
final class SecretsListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  private final Invocation invocation;

  SecretsListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Map<String, Instant> names;
    try {
      names = SecretsHome.store(invocation).names();
    } catch (SecretStoreException unusable) {
      throw SecretsHome.failed(unusable);
    }
    if (json) {
      invocation.out().println(toJson(names));
    } else if (names.isEmpty()) {
      invocation.note("kt: there is no secret; `kt secrets set NAME` keeps one");
    } else {
      names.forEach(
          (name, changed) -> invocation.out().printf(Locale.ROOT, "%s  %s%n", changed, name));
    }
    return ExitCode.OK;
  }

  private static String toJson(Map<String, Instant> names) {
    JsonWriter report = JsonWriter.indented().beginArray();
    names.forEach((name, changed) -> {
      report.beginObject();
      report.name("name").value(name);
      report.name("changed").value(changed.toString());
      report.endObject();
    });
    return report.endArray().toString();
  }
}
