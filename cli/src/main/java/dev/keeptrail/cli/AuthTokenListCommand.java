package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.language.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the keys of callers; never a key itself, nor its hash. */
@Command(
    name = "list",
    description = "List the keys of callers, without the keys themselves.",
    footer = {
      "",
      "Examples:",
      "  kt auth token list",
      "  kt auth token list --json",
      "",
      "Exit codes:",
      "  0    listed",
      "  1    the command line is wrong, or the file cannot be used",
    })
final class AuthTokenListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private KeysOption keys = new KeysOption();

  private final Invocation invocation;

  AuthTokenListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    KeyFile file = keys.file(invocation);
    try {
      List<ApiKey> all = file.read();
      if (json) {
        printJson(all);
      } else {
        print(all);
      }
      return ExitCode.OK;
    } catch (KeyFileException unusable) {
      throw KeysOption.failed(file, unusable);
    }
  }

  private void print(List<ApiKey> all) {
    var table =
        new FittedTable(
            Column.whole("ID"),
            Column.whole("STATE"),
            Column.whole("EXPIRES").spared(3),
            Column.text("SCOPES", 6).spared(1),
            Column.text("NAME", 7),
            Column.text("BOUND TO", 8).spared(2));
    Instant now = invocation.clock().instant();
    for (ApiKey key : all) {
      table.add(
          key.id(),
          key.state(now).word(),
          key.expires() == null ? "never" : key.expires(),
          scopes(key),
          key.name(),
          bounds(key.identity()));
    }
    table.print(invocation, "there is no key");
  }

  private static String bounds(BoundIdentity identity) {
    var bounds = new StringJoiner(" ");
    add(bounds, "user", identity.user());
    add(bounds, "team", identity.team());
    add(bounds, "org", identity.org());
    add(bounds, "role", identity.role());
    add(bounds, "agent", identity.agent());
    identity.groups().forEach(group -> add(bounds, "group", group));
    add(bounds, "consumer-group", identity.consumerGroup());
    return bounds.length() == 0 ? "nobody" : bounds.toString();
  }

  private static void add(StringJoiner bounds, String name, @Nullable String value) {
    if (value != null) {
      bounds.add(name + "=" + value);
    }
  }

  static String scopes(ApiKey key) {
    return key.orderedScopes().stream().map(KeyScope::word).collect(Collectors.joining(","));
  }

  private void printJson(List<ApiKey> all) {
    JsonWriter report = JsonWriter.indented().beginArray();
    Instant now = invocation.clock().instant();
    for (ApiKey key : all) {
      write(key, report.beginObject(), now);
      report.endObject();
    }
    invocation.out().println(report.endArray());
  }

  /** The members of a key that may be seen. */
  static void write(ApiKey key, JsonWriter json, Instant now) {
    json.name("id").value(key.id());
    json.name("name").value(key.name());
    json.name("state").value(key.state(now).word());
    json.name("scopes").beginArray();
    key.orderedScopes().forEach(scope -> json.value(scope.word()));
    json.endArray();
    json.name("created").value(key.created().toString());
    write("expires", key.expires() == null ? null : key.expires().toString(), json);
    write("revoked", key.revoked() == null ? null : key.revoked().toString(), json);
    BoundIdentity identity = key.identity();
    write("user", identity.user(), json);
    write("team", identity.team(), json);
    write("org", identity.org(), json);
    write("role", identity.role(), json);
    write("agent", identity.agent(), json);
    json.name("groups").beginArray();
    identity.groups().forEach(json::value);
    json.endArray();
    write("consumer_group", identity.consumerGroup(), json);
  }

  private static void write(String name, @Nullable String value, JsonWriter json) {
    if (value != null) {
      json.name(name).value(value);
    }
  }
}
