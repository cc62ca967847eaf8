package dev.keeptrail.cli;

import dev.keeptrail.gateway.secrets.SecretStoreException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a secret. */
@Command(
    name = "remove",
    description = "Forget a secret; running gateways do so at their next reload.",
    footer = {
      "",
      "Examples:",
      "  kt secrets remove openai-key",
      "",
      "Exit codes:",
      "  0    the secret is forgotten",
      "  1    the command line is wrong, there is no such secret, or the store cannot be used",
    })
final class SecretsRemoveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<name>", description = "The name, as `kt secrets list` shows it.")
  private String name = "";

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  SecretsRemoveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    try {
      if (!SecretsHome.store(invocation).remove(name)) {
        // WHY: not quoted, because what stands here may be a secret that was pasted.
        throw new CommandFailedException(
            "there is no secret of this name", "`kt secrets list` shows the names");
      }
    } catch (SecretStoreException unusable) {
      throw SecretsHome.failed(unusable);
    }
    KeysOption.note(invocation, ledger.standing(invocation), "secret.removed", name, Map.of());
    invocation.out().printf("removed %s%n", name);
    return ExitCode.OK;
  }
}
