package dev.keeptrail.cli;

import dev.keeptrail.gateway.secrets.SecretStoreException;
import dev.keeptrail.language.check.Names;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a secret. It never comes as an argument, which other users of the machine could see. */
@Command(
    name = "set",
    description = "Keep a secret under a name, in place of the one it had.",
    footer = {
      "",
      "The secret is asked for at a terminal, without being shown, and otherwise read from standard",
      "input.",
      "",
      "Examples:",
      "  kt secrets set openai-key < openai-key.txt",
      "  kt secrets set openai-key --from-env OPENAI_API_KEY",
      "",
      "Exit codes:",
      "  0    the secret is kept; running gateways use it from their next reload on",
      "  1    the command line is wrong, there is no secret, or the store cannot be used",
    })
final class SecretsSetCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 64 * 1024;

  @Parameters(
      paramLabel = "<name>",
      description = "What packs call it: letters, digits, `.`, `_` and `-`.")
  private String name = "";

  @Option(
      names = "--from-env",
      paramLabel = "<variable>",
      description = "Take the secret from this variable. Default: from standard input.")
  private @Nullable String variable;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  SecretsSetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    if (!Names.isId(name)) {
      // WHY: not quoted, because what stands here may be a secret that was pasted.
      throw new CommandFailedException(
          "this is not a name for a secret",
          "1 to 128 letters, digits, `.`, `_` and `-`; the secret itself comes on standard input");
    }
    String secret = secret();
    if (secret.isEmpty()) {
      throw new CommandFailedException(
          variable == null
              ? "no secret was given"
              : "the variable `%s` is not set".formatted(variable),
          variable == null
              ? "it comes on standard input, as in `kt secrets set %s < key.txt`".formatted(name)
              : "set it, or leave `--from-env` out and give the secret on standard input");
    }
    if (secret.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7F)) {
      throw new CommandFailedException(
          "this cannot be a secret", "one line of visible ASCII without spaces, at most 64 KiB");
    }
    // First on the trail, as with keys of callers.
    KeysOption.note(invocation, ledger.standing(invocation), "secret.kept", name, Map.of());
    try {
      SecretsHome.store(invocation)
          .keep(name, secret, invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    } catch (SecretStoreException unusable) {
      throw SecretsHome.failed(unusable);
    }
    invocation.out().printf("kept %s%n", name);
    return ExitCode.OK;
  }

  private String secret() throws CommandFailedException {
    if (variable != null) {
      return invocation.environment().getOrDefault(variable, "");
    }
    Console terminal = invocation.terminal();
    if (terminal != null) {
      char[] typed = terminal.readPassword("secret for %s: ", name);
      return typed == null ? "" : new String(typed);
    }
    try {
      byte[] bytes = invocation.in().readNBytes(MAX_BYTES + 1);
      // What is too long is no secret, whatever it says.
      return bytes.length > MAX_BYTES
          ? " "
          : new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException unreadable) {
      throw new CommandFailedException("standard input cannot be read", null);
    }
  }
}
