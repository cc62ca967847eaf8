package dev.keeptrail.cli;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.AdminSettings;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.TargetStatus;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.UnknownGroups;
import dev.keeptrail.gateway.shadow.ShadowPacks;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.Durability;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeSet;
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
      OpenedPacks packs,
      String engine,
      FailMode failMode,
      Gateway gateway,
      String ledger,
      Durability durability) {
    PolicyProgram program = packs.programs().common();
    ServedPack pack = packs.packs().common();
    PackPlan plan = program.plan();
    PrintStream out = invocation.out();
    out.println(plan.pack().label() + (plan.pack().enabled() ? "" : " (disabled)"));
    line("plan", program.planDigest());
    if (pack.archive() != null) {
      line("archive", FrameRenderer.safe(pack.archive().toString()));
      line("signed", pack.signers().isEmpty() ? "not asked for" : pack.signers().getFirst());
      pack.signers().stream().skip(1).forEach(signer -> line("", signer));
    }
    line("engine", engine + ", faults " + word(failMode));
    line("listen", ListenAddress.url(settings.tls() != null, settings.host(), gateway.port()));
    line("callers", callers());
    gateway.adminPort().ifPresent(port -> line("operators", operators(port)));
    line("ledger", ledger + " (" + word(durability) + ")");
    if (settings.proxy() != null) {
      line("proxy", settings.proxy().address() + ", for what is asked over https");
    }
    // Packs of groups mostly name the same ones.
    gateway.targets().stream()
        .map(GatewayBanner::describe)
        .distinct()
        .forEach(target -> line("provider", target));
    out.flush();
  }

  /** Which packs the callers of groups get, and what becomes of other groups. */
  void groups(OpenedPacks packs, UnknownGroups unknown) {
    SortedMap<String, PolicyProgram> groups = packs.programs().ofGroups();
    groups.forEach((group, program) -> {
      line("group", FrameRenderer.safe(group) + ": " + program.plan().pack().label());
      line("", program.planDigest());
    });
    if (!groups.isEmpty()) {
      line(
          "",
          switch (unknown) {
            case REFUSE -> "keys of other groups are refused";
            case COMMON ->
                "keys of other groups get " + packs.programs().common().plan().pack().label();
          });
    }
    invocation.out().flush();
  }

  /** Which candidates are shown what passes. */
  void shadows(@Nullable ShadowPacks shadows) {
    if (shadows != null) {
      shadows
          .byGroup()
          .forEach((group, candidate) ->
              line(
                  "shadow",
                  (group.equals(Packs.COMMON) ? "" : FrameRenderer.safe(group) + ": ")
                      + candidate.first().label()
                      + ", decides nothing"));
      invocation.out().flush();
    }
  }

  /** Which plug-ins are asked, with their versions and what they report. */
  void plugIns(List<PlugIn> plugIns) {
    for (PlugIn plugIn : plugIns) {
      String categories = String.join(", ", new TreeSet<>(plugIn.categories()));
      line("detector", plugIn.name() + ": " + categories);
    }
    invocation.out().flush();
  }

  /** Says so when callers from elsewhere need no token. */
  void warnIfOpen() throws CommandFailedException {
    try {
      boolean loopback = new ListenAddress(settings.host(), settings.port()).isLoopback();
      if (!loopback && settings.callers().check() instanceof CallerCheck.Nothing) {
        invocation.note(
            "kt: warning: %s is reachable from elsewhere and asks for no token; set %s, or give callers"
                    .formatted(settings.host(), GatewayVariables.TOKEN)
                + " keys with `--auth keys`");
      }
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "`%s` is not an address of this machine".formatted(settings.host()), null);
    }
  }

  private String operators(int port) {
    AdminSettings admin = settings.admin();
    String host = admin == null ? GatewaySettings.DEFAULT_HOST : admin.host();
    boolean encrypted = admin != null && admin.tls() != null;
    return ListenAddress.url(encrypted, host, port)
        + "; `kt console` prints an address for a browser";
  }

  /** What callers must show, and whose word about them counts. */
  private String callers() {
    CallerSettings callers = settings.callers();
    String shown =
        switch (callers.check()) {
          case CallerCheck.Nothing _ -> "show nothing";
          case CallerCheck.SharedToken _ -> "show the token";
          case CallerCheck.Known known -> "show " + shown(known);
        };
    return shown + "; identity headers are " + believed(callers);
  }

  private static String believed(CallerSettings callers) {
    boolean proxies = !callers.proxies().isEmpty();
    if (callers.trustsEverybody()) {
      return proxies
          ? "believed, unchecked but for those of trusted proxies"
          : "believed, unchecked";
    }
    return proxies ? "believed from trusted proxies" : "ignored";
  }

  private static String shown(CallerCheck.Known known) {
    List<String> ways = new ArrayList<>();
    if (known.keys() != null) {
      ways.add("a key (%d known)".formatted(known.keys().size()));
    }
    if (known.tokens() != null) {
      ways.add("a token of the issuer");
    }
    if (known.certificates()) {
      ways.add("a certificate");
    }
    return String.join(" or ", ways);
  }

  /** Says so when what is sent can be read on the way. */
  void warnIfPlain(ListenAddress operators) throws CommandFailedException {
    warnIfPlain(new ListenAddress(settings.host(), settings.port()), settings.tls(), "--tls");
    AdminSettings admin = settings.admin();
    warnIfPlain(operators, admin == null ? null : admin.tls(), "--admin-tls");
  }

  private void warnIfPlain(ListenAddress address, @Nullable TlsSettings tls, String options)
      throws CommandFailedException {
    try {
      if (tls == null && !address.isLoopback()) {
        invocation.note(
            "kt: warning: %s is reachable from elsewhere without TLS; give `%s-cert` and `%s-key`, or let a proxy on this machine end it"
                .formatted(address.host(), options, options));
      }
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "`%s` is not an address of this machine".formatted(address.host()), null);
    }
  }

  private void line(String name, String value) {
    invocation.out().printf(Locale.ROOT, "  %-9s %s%n", name, value);
  }

  private static String describe(TargetStatus target) {
    String model = target.model() == null ? "any model" : target.model();
    String state =
        target.unavailable() == null ? "available" : "unavailable, " + target.unavailable();
    return "%s (%s, %s): %s".formatted(target.id(), target.provider(), model, state);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
