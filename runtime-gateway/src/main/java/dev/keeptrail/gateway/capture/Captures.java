package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.engine.capture.ScanKeys;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.CapturePlan;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is captured of the exchanges of one pack, how, and who else sees them. Immutable. */
public final class Captures {
  /** What is looked for depends on no secret, so none is resolved to learn it. */
  private static final SecretSource ANY = ref -> Optional.of("whatever a secret may be like");

  private final CapturePlan plan;
  private final @Nullable CaptureKey key;
  private final Map<Phase, List<String>> asked;
  private final CaptureDesk desk;
  private final @Nullable ExchangeTap tap;

  private Captures(
      CapturePlan plan,
      @Nullable CaptureKey key,
      Map<Phase, List<String>> asked,
      CaptureDesk desk,
      @Nullable ExchangeTap tap) {
    this.plan = plan;
    this.key = key;
    this.asked = asked;
    this.desk = desk;
    this.tap = tap;
  }

  /**
   * What the pack asks for.
   *
   * @param desk where captures wait for their events
   * @param tap is shown every exchange; null for nobody
   * @throws UnusableKeyException when captures are to be sealed and there is no key for it
   */
  public static Captures of(
      PackPlan plan, SecretSource secrets, CaptureDesk desk, @Nullable ExchangeTap tap)
      throws UnusableKeyException {
    CapturePlan capture = plan.gateway().capture();
    return switch (capture.mode()) {
      case NONE -> new Captures(capture, null, tap == null ? Map.of() : asked(plan), desk, tap);
      case REDACTED -> new Captures(capture, null, asked(plan), desk, tap);
      case FULL -> new Captures(capture, key(capture.key(), secrets), asked(plan), desk, tap);
    };
  }

  /** Begins with an exchange. */
  public Recording begin(PolicyProgram program) {
    return plan.mode() == CaptureMode.NONE && tap == null
        ? Recording.none(program)
        : new ExchangeRecording(program, this);
  }

  CapturePlan plan() {
    return plan;
  }

  /** Seals; null where nothing is sealed. */
  @Nullable CaptureKey key() {
    return key;
  }

  /** What the scan of a phase looks for. */
  List<String> asked(Phase phase) {
    return asked.getOrDefault(phase, List.of());
  }

  CaptureDesk desk() {
    return desk;
  }

  /** Who is shown every exchange; null for nobody. */
  @Nullable ExchangeTap tap() {
    return tap;
  }

  private static CaptureKey key(@Nullable SecretRef ref, SecretSource secrets)
      throws UnusableKeyException {
    String text = ref == null ? null : secrets.resolve(ref).orElse(null);
    if (text == null) {
      throw new UnusableKeyException(
          "the key of captures (`capture.key_ref`) is not there, so nothing could be sealed");
    }
    try {
      return CaptureKey.of(text);
    } catch (CaptureException unusable) {
      throw new UnusableKeyException(String.valueOf(unusable.getMessage()));
    }
  }

  private static Map<Phase, List<String>> asked(PackPlan plan) {
    Map<Phase, List<String>> asked = new EnumMap<>(Phase.class);
    if (!plan.pack().enabled()) {
      return asked;
    }
    try {
      Map<Phase, ChainSpec> chains = new ChainLowering(PolicyKinds.installed()).lower(plan, ANY);
      chains.forEach((phase, chain) -> asked.put(phase, ScanKeys.of(chain.scan())));
      return asked;
    } catch (PlanLoadException e) {
      throw new IllegalStateException("the plan was loaded before", e);
    }
  }
}
