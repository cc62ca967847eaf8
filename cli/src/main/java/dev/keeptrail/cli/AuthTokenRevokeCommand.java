package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a key back. It stays in the list, so that events that name it can be understood. */
@Command(
    name = "revoke",
    description = "Take a key back; running gateways refuse it within a second.",
    footer = {
      "",
      "Examples:",
      "  kt auth token revoke key_0123456789abcdef",
      "  kt auth token revoke key_0123456789abcdef --json",
      "",
      "Exit codes:",
      "  0    the key is taken back, or was already",
      "  1    the command line is wrong, there is no such key, or the file cannot be used",
    })
final class AuthTokenRevokeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "<id>",
      description = "The id of the key, as `kt auth token list` shows it.")
  private String id = "";

  @Option(names = "--json", description = "Print what is kept of the key as JSON.")
  private boolean json;

  @Mixin private KeysOption keys = new KeysOption();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  AuthTokenRevokeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.standing(invocation);
    KeyFile file = keys.file(invocation);
    Instant now = invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    AtomicReference<@Nullable ApiKey> revoked = new AtomicReference<>();
    try {
      file.change(kept -> kept.stream().map(key -> revoke(key, now, revoked)).toList());
    } catch (KeyFileException unusable) {
      throw KeysOption.failed(file, unusable);
    }
    ApiKey key = revoked.get();
    if (key == null) {
      throw new CommandFailedException(
          "there is no key `%s`".formatted(PrintableText.beginning(id)),
          "`kt auth token list` shows the ids");
    }
    KeysOption.note(invocation, folder, "token.revoked", key.id(), Map.of("name", key.name()));
    print(key, now);
    return ExitCode.OK;
  }

  private ApiKey revoke(ApiKey key, Instant now, AtomicReference<@Nullable ApiKey> revoked) {
    if (!key.id().equals(id)) {
      return key;
    }
    ApiKey changed = key.revoked() == null ? key.revokedAt(now) : key;
    revoked.set(changed);
    return changed;
  }

  private void print(ApiKey key, Instant now) {
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      AuthTokenListCommand.write(key, report, now);
      invocation.out().println(report.endObject());
    } else {
      invocation.out().printf("revoked %s (%s)%n", key.id(), key.name());
    }
  }
}
