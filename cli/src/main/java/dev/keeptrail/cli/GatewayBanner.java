package dev.keeptrail.cli;

import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.Durability;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a gateway says when it is up: which pack, which plan, where, and what is missing. */
final class GatewayBanner {
  private final Invocation invocation;
  private final GatewaySettings settings;

  GatewayBanner(Invocation invocation, GatewaySettings settings) {
    this.invocation = invocation;
    this.settings = settings;
  }

  void print(
      PolicyProgram program,
      String engine,
      FailMode failMode,
      int port,
      Path ledger,
      Durability durability) {
    PackPlan plan = program.plan();
    PrintStream out = invocation.out();
    out.println(plan.pack().label() + (plan.pack().enabled() ? "" : " (disabled)"));
    line("plan", program.planDigest());
    line("engine", engine + ", faults " + word(failMode));
    line("listen", ListenAddress.url(settings.host(), port));
    line("ledger", ledger.toAbsolutePath().normalize() + " (" + word(durability) + ")");
    plan.providers().forEach(target -> line("provider", describe(target)));
    out.flush();
  }

  /** Says so when callers from elsewhere need no token. */
  void warnIfOpen() throws CommandFailedException {
    try {
      boolean loopback = new ListenAddress(settings.host(), settings.port()).isLoopback();
      if (!loopback && settings.apiToken() == null) {
        invocation.note(
            "kt: warning: %s is reachable from elsewhere and asks for no token; set %s"
                .formatted(settings.host(), GatewayVariables.TOKEN));
      }
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "`%s` is not an address of this machine".formatted(settings.host()), null);
    }
  }

  private void line(String name, String value) {
    invocation.out().printf(Locale.ROOT, "  %-9s %s%n", name, value);
  }

  private String describe(ProviderPlan target) {
    String model = target.model() == null ? "any model" : target.model();
    return "%s (%s, %s): %s".formatted(target.id(), target.provider(), model, availability(target));
  }

  private String availability(ProviderPlan target) {
    SecretRef secret = secretOf(target);
    if (secret == null || settings.secrets().resolve(secret).isPresent()) {
      return "available";
    }
    return switch (secret) {
      case SecretRef.Env env -> "unavailable until " + env.name() + " is set";
      case SecretRef.File file -> "unavailable, " + file.path() + " holds no key";
      case SecretRef.Literal literal -> "unavailable, " + literal + " is not a key";
    };
  }

  // The gateway looks for the well-known key of a provider whose address and key a pack leaves out.
  private static @Nullable SecretRef secretOf(ProviderPlan target) {
    boolean wellKnown =
        target.provider().equals("openai") && target.secret() == null && target.baseUrl() == null;
    return wellKnown ? new SecretRef.Env("OPENAI_API_KEY") : target.secret();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
