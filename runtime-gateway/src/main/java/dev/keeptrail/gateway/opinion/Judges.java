package dev.keeptrail.gateway.opinion;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.gateway.extraction.Reach;
import dev.keeptrail.gateway.repetition.Headers;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judges of a pack, one for each {@code flagged-review}. A policy in shadow mode asks nobody.
 * Thread-safe.
 */
public final class Judges {
  /** No policy asks for any. */
  public static final Judges NONE = new Judges(Map.of(), List.of(), new Markers());

  private final Map<String, Seat> seats;
  private final List<ProviderPlan> providers;
  private final Markers markers;

  private Judges(Map<String, Seat> seats, List<ProviderPlan> providers, Markers markers) {
    this.seats = seats;
    this.providers = List.copyOf(providers);
    this.markers = markers;
  }

  /** One policy, and who judges for it. */
  record Seat(String policy, FlaggedReview.Config config, JudgeService service) {}

  /**
   * What the plan asks for.
   *
   * @param reach which addresses may be asked, and how
   * @param markers tell requests to judges when they come back; the same for all plans
   */
  public static Judges of(PackPlan plan, SecretSource secrets, Reach reach, Markers markers) {
    Map<String, Seat> seats = new LinkedHashMap<>();
    for (PolicyPlan policy : plan.chain()) {
      if (policy.kind().equals(FlaggedReview.NAME) && policy.mode() == PolicyMode.ENFORCE) {
        var kind = new FlaggedReview();
        FlaggedReview.Config config =
            kind.configure(new Settings(kind.schema(), policy.settings()));
        String key = config.judge().key().flatMap(secrets::resolve).orElse(null);
        seats.put(
            policy.name(),
            new Seat(policy.name(), config, new JudgeService(config.judge(), key, reach)));
      }
    }
    return seats.isEmpty() || !plan.pack().enabled()
        ? NONE
        : new Judges(seats, plan.providers(), markers);
  }

  /**
   * Begins an exchange.
   *
   * @param headers of its request
   */
  public Consultation begin(Headers headers) {
    return new Consultation(this, seats.isEmpty() ? 0 : markers.depth(headers));
  }

  Map<String, Seat> seats() {
    return seats;
  }

  Markers markers() {
    return markers;
  }

  /** Whether the judge is somebody else than the target that made an answer. */
  boolean isIsolated(FlaggedReview.Judge judge, String target) {
    return providers.stream()
        .filter(provider -> provider.id().equals(target))
        .noneMatch(provider -> isSame(judge, provider));
  }

  private static boolean isSame(FlaggedReview.Judge judge, ProviderPlan provider) {
    return judge.name().equalsIgnoreCase(provider.id())
        || judge.name().equalsIgnoreCase(provider.provider())
        || judge.endpoint().getHost().equalsIgnoreCase(host(provider));
  }

  /** Empty where the address is none, or the target is not asked over the net. */
  private static String host(ProviderPlan provider) {
    String own = provider.baseUrl();
    String base =
        own != null
            ? own
            : ProviderKind.of(provider.provider()).map(ProviderKind::address).orElse(null);
    if (base == null) {
      return "";
    }
    String host = URI.create(base).getHost();
    return host == null ? "" : host;
  }
}
