package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.KeySecret;
import dev.keeptrail.language.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key for a caller. The key itself is shown once and kept nowhere. */
@Command(
    name = "create",
    description = "Make a key for a caller, and show it this once.",
    footer = {
      "",
      "Who a caller is, is bound to its key here; no header of a caller changes it. Kept is the",
      "SHA-256 of the key only, so a key that is lost cannot be shown again. A gateway that runs",
      "with `--auth keys` takes the key within a second.",
      "",
      "Examples:",
      "  kt auth token create --name billing-app --team billing --consumer-group internal",
      "  kt auth token create --name ana --user ana --role analyst --expires 90d",
      "  kt auth token create --name deploy --scope admin --json",
      "",
      "Exit codes:",
      "  0    made",
      "  1    the command line is wrong, the file cannot be used, or the key could not be shown; it",
      "       is revoked then",
    })
final class AuthTokenCreateCommand implements Callable<Integer> {
  @Option(
      names = "--name",
      paramLabel = "<text>",
      required = true,
      description = "What you call the caller; for the list and for logs.")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "<scope>",
      split = ",",
      converter = Words.KeyScopes.class,
      completionCandidates = Words.KeyScopes.class,
      description =
          "What the key is good for: `invoke` asks models, `models` lists them, `events` reads what is"
              + " on record on the operator's listener, `audit` reads the trail as well, `admin` does"
              + " everything there; several with commas."
              + " Default: invoke and models.")
  private List<KeyScope> scopes = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "<time>",
      converter = LifetimeConverter.class,
      description = "After which time the key is good for nothing: 12h, 90d. Default: never.")
  private @Nullable Duration lifetime;

  @Option(names = "--user", paramLabel = "<id>", description = "Whose key it is.")
  private @Nullable String user;

  @Option(names = "--team", paramLabel = "<id>", description = "The caller's team.")
  private @Nullable String team;

  @Option(names = "--org", paramLabel = "<id>", description = "The caller's organisation.")
  private @Nullable String org;

  @Option(names = "--role", paramLabel = "<name>", description = "The caller's role.")
  private @Nullable String role;

  @Option(names = "--agent", paramLabel = "<id>", description = "The agent that asks.")
  private @Nullable String agent;

  @Option(
      names = "--group",
      paramLabel = "<name>",
      split = ",",
      description = "A group that the caller is in; several with commas.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--consumer-group",
      paramLabel = "<name>",
      description = "The group of callers that the key belongs to; every event says it.")
  private @Nullable String consumerGroup;

  @Option(names = "--json", description = "Print the key and what is kept of it as JSON.")
  private boolean json;

  @Mixin private KeysOption keys = new KeysOption();
  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  AuthTokenCreateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String called = composed("--name", name);
    KeySecret secret = KeySecret.fresh();
    Instant now = invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    ApiKey made =
        new ApiKey(
            secret.id(),
            secret.hash(),
            called,
            chosenScopes(),
            now,
            lifetime == null ? null : now.plus(lifetime),
            null,
            identity());
    KeyFile file = keys.file(invocation);
    note(made);
    try {
      file.change(kept -> {
        List<ApiKey> all = new ArrayList<>(kept);
        all.add(made);
        return all;
      });
    } catch (KeyFileException unusable) {
      throw KeysOption.failed(file, unusable);
    }
    invocation.out().print(json ? toJson(secret, made) : toText(secret, made));
    if (!ShownOnce.written(invocation)) {
      revoke(made, file);
      throw ShownOnce.lost("the key `%s` was not shown, and is revoked".formatted(made.id()));
    }
    return ExitCode.OK;
  }

  private void revoke(ApiKey made, KeyFile file) throws CommandFailedException {
    try {
      file.change(kept ->
          kept.stream()
              .map(key -> key.id().equals(made.id()) ? key.revokedAt(made.created()) : key)
              .toList());
    } catch (KeyFileException unusable) {
      throw new CommandFailedException(
          "the key `%s` was not shown, and is not revoked: %s"
              .formatted(made.id(), unusable.problem()),
          "revoke it with `kt auth token revoke`");
    }
    KeysOption.note(
        invocation,
        ledger.standing(invocation),
        "token.revoked",
        made.id(),
        Map.of("name", made.name()));
  }

  /** First on the trail: a key that nobody has heard of is worse than one that was not made. */
  private void note(ApiKey made) throws CommandFailedException {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("name", made.name());
    details.put(
        "scopes",
        made.orderedScopes().stream().map(KeyScope::word).collect(Collectors.joining(" ")));
    details.put("expires", made.expires() == null ? "never" : made.expires().toString());
    BoundIdentity bound = made.identity();
    if (bound.user() != null) {
      details.put("user", bound.user());
    }
    if (bound.team() != null) {
      details.put("team", bound.team());
    }
    if (bound.org() != null) {
      details.put("org", bound.org());
    }
    if (bound.role() != null) {
      details.put("role", bound.role());
    }
    if (bound.agent() != null) {
      details.put("agent", bound.agent());
    }
    if (!bound.groups().isEmpty()) {
      details.put("groups", String.join(",", bound.groups()));
    }
    if (bound.consumerGroup() != null) {
      details.put("consumer_group", bound.consumerGroup());
    }
    KeysOption.note(invocation, ledger.standing(invocation), "token.created", made.id(), details);
  }

  private Set<KeyScope> chosenScopes() {
    Set<KeyScope> chosen = EnumSet.noneOf(KeyScope.class);
    chosen.addAll(scopes);
    return chosen.isEmpty() ? EnumSet.of(KeyScope.INVOKE, KeyScope.MODELS) : chosen;
  }

  private BoundIdentity identity() throws CommandFailedException {
    if (groups.size() > BoundIdentity.MAX_GROUPS) {
      throw new CommandFailedException(
          "a key can name %d groups at most".formatted(BoundIdentity.MAX_GROUPS), null);
    }
    List<String> fitting = new ArrayList<>();
    for (String group : groups) {
      fitting.add(composed("--group", group));
    }
    return new BoundIdentity(
        fit("--user", user),
        fit("--team", team),
        fit("--org", org),
        fit("--role", role),
        fit("--agent", agent),
        fitting,
        fit("--consumer-group", consumerGroup));
  }

  private static @Nullable String fit(String option, @Nullable String text)
      throws CommandFailedException {
    return text == null ? null : composed(option, text);
  }

  private static String composed(String option, String given) throws CommandFailedException {
    String text = BoundIdentity.composed(given);
    if (!BoundIdentity.isFit(text)) {
      throw new CommandFailedException(
          "`%s` must be %s".formatted(option, BoundIdentity.FIT),
          "what hides or reorders text, such as zero-width and bidirectional signs, is no name");
    }
    return text;
  }

  private static String toText(KeySecret secret, ApiKey made) {
    return "%s%n  id       %s%n  scopes   %s%n  expires  %s%n  This key is shown once; it cannot be shown again.%n  Gateways ask for it that run with `--auth keys`.%n"
        .formatted(
            secret.reveal(),
            made.id(),
            AuthTokenListCommand.scopes(made),
            made.expires() == null ? "never" : made.expires());
  }

  private static String toJson(KeySecret secret, ApiKey made) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("key").value(secret.reveal());
    AuthTokenListCommand.write(made, report, made.created());
    return report.endObject() + "\n";
  }
}
