package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has a model judge the answers that policies before it have flagged or masked. */
public final class FlaggedReview implements PolicyKind<FlaggedReview.Config> {
  /** The kind's name. */
  public static final String NAME = "flagged-review";

  private static final String ROOT = "flagged_review.";
  static final String NOTED = ROOT + "noted";
  static final String ESCALATED = ROOT + "escalated";

  private static final String PROVIDER = "provider";
  private static final String ENDPOINT = "endpoint";
  private static final String MODEL = "model";
  private static final String PATH = PROVIDER + "." + ENDPOINT;
  private static final String NO_ADDRESS =
      "`endpoint` is no address such as `https://judge.example.com/v1/chat/completions`";

  private static final int MAX_NAME = 200;
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_TIMEOUT = 60_000;
  private static final int TIMEOUT = 5_000;
  private static final int MAX_DEPTH = 3;

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.OUTPUT),
          List.of(
              Fields.choice(
                  "mode",
                  List.of("judge", "review_and_return", "audit_only", "escalate"),
                  "judge",
                  "`judge` refuses what the judge rejects, `escalate` waits for a person then;"
                      + " `review_and_return` lets the answer go and says in a header what the judge"
                      + " thinks, `audit_only` says it in the event only"),
              Fields.block(
                  PROVIDER,
                  "the judge",
                  Set.of(ENDPOINT, MODEL),
                  Fields.limit(
                      "name", new SettingType.Text(MAX_NAME), "who it is; counts for isolation"),
                  Fields.limit(
                      ENDPOINT,
                      new SettingType.Text(MAX_ADDRESS),
                      "the address of its chat completions: `https`, or `http` inside of the networks"
                          + " that `--page-network` names"),
                  Fields.limit(
                      MODEL, new SettingType.Text(MAX_NAME), "the model that is asked for"),
                  Fields.secret("secret_key_ref", "sent as `Authorization: Bearer`"),
                  Fields.integer(
                      "timeout_ms",
                      new SettingType.Int(1, MAX_TIMEOUT),
                      TIMEOUT,
                      "how long the judge may take")),
              Fields.integer(
                  "recursion_depth_max",
                  new SettingType.Int(1, MAX_DEPTH),
                  1,
                  "how often judging may lead to judging, where the judge is behind this same"
                      + " gateway; at 1, what a judge says is not judged"),
              Fields.bool(
                  "provider_isolation",
                  true,
                  "whether the judge must be somebody else than the provider that made the answer"),
              Fields.bool(
                  "rationale_capture",
                  true,
                  "whether the event says why, in the judge's words, masked and cut short"),
              Fields.bool(
                  "fail_closed",
                  true,
                  "whether modes `judge` and `escalate` hold an answer back on which there is no"
                      + " opinion; without, it goes out and the event says so")),
          Codes.of(
              Opinions.PASSED,
              "the judge has nothing against the answer",
              Opinions.REJECTED,
              "the judge rejects the answer",
              ESCALATED,
              "the same, and `mode` is `escalate`",
              NOTED,
              "the same, and `mode` is `review_and_return` or `audit_only`",
              Opinions.UNREACHABLE,
              "the judge could not be asked, or failed",
              Opinions.LATE,
              "the judge took longer than `timeout_ms`",
              Opinions.UNREADABLE,
              "what the judge said is no opinion",
              Opinions.TOO_LONG,
              "the answer is longer than what a judge is shown",
              Opinions.NOT_ISOLATED,
              "the judge would be the provider that made the answer",
              Opinions.NOT_ASKED,
              "nobody has asked the judge, as in a replay or a test without an opinion",
              Opinions.NESTED,
              "the answer is that of a judge that this gateway has asked",
              ROOT + "clean",
              "no policy before it has flagged or masked anything"),
          "has a model judge answers that other policies have flagged");

  /** Whether an answer was refused for want of an opinion, which may be had a moment later. */
  public static boolean isForWantOfOpinion(String reasonCode) {
    return Set.of(Opinions.UNREACHABLE, Opinions.LATE, Opinions.UNREADABLE, Opinions.NOT_ASKED)
        .contains(reasonCode);
  }

  /** Reason codes that say what an opinion says. */
  private static final class Opinions {
    static final String PASSED = ROOT + "passed";
    static final String REJECTED = ROOT + "rejected";
    static final String UNREACHABLE = ROOT + "unreachable";
    static final String LATE = ROOT + "late";
    static final String UNREADABLE = ROOT + "unreadable";
    static final String TOO_LONG = ROOT + "too_long";
    static final String NOT_ISOLATED = ROOT + "not_isolated";
    static final String NOT_ASKED = ROOT + "not_asked";
    static final String NESTED = ROOT + "nested";
  }

  /** What becomes of an answer that was judged. */
  public enum Mode {
    JUDGE,
    RETURN,
    AUDIT,
    ESCALATE
  }

  /** Who judges. */
  public record Judge(
      String name, URI endpoint, String model, Optional<SecretRef> key, int timeoutMillis) {}

  /** The block in typed form. */
  public record Config(
      Mode mode,
      Judge judge,
      int depth,
      boolean isolated,
      boolean keepsRationale,
      boolean failsClosed) {}

  /** The first enforced policy that wants an opinion which nobody has. */
  public static Optional<String> wantsOpinion(PhaseDecision decision) {
    return decision.policies().stream()
        .filter(outcome -> outcome.mode() == PolicyMode.ENFORCE)
        .filter(outcome -> outcome.reasonCode().equals(Opinions.NOT_ASKED))
        .map(PolicyOutcome::policy)
        .findFirst();
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    Mode mode =
        switch (settings.text("mode")) {
          case "review_and_return" -> Mode.RETURN;
          case "audit_only" -> Mode.AUDIT;
          case "escalate" -> Mode.ESCALATE;
          default -> Mode.JUDGE;
        };
    var judge =
        new Judge(
            settings.optionalText("provider.name").map(String::strip).orElse(""),
            address(needed(settings, ENDPOINT)),
            needed(settings, MODEL),
            settings.secret("provider.secret_key_ref"),
            settings.integer("provider.timeout_ms"));
    return new Config(
        mode,
        judge,
        settings.integer("recursion_depth_max"),
        settings.bool("provider_isolation"),
        settings.bool("rationale_capture"),
        settings.bool("fail_closed"));
  }

  private static String needed(Settings settings, String field) {
    return settings
        .optionalText(PROVIDER + "." + field)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new SettingException(
                PROVIDER, "`provider` says no `" + field + "`, so there is no judge to be asked"));
  }

  private static URI address(String endpoint) {
    try {
      var address = new URI(endpoint);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new SettingException(PATH, NO_ADDRESS, e);
    }
    throw new SettingException(PATH, NO_ADDRESS);
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) throws PlanLoadException {
    if (config.judge().key().isPresent()) {
      // Whoever asks resolves it again; a pack without it is not loaded.
      var ignored = context.secret("provider.secret_key_ref", config.judge().key().get());
    }
    List<Rule> rules = new ArrayList<>();
    for (Opinion opinion : Opinion.values()) {
      var told =
          Condition.match(
              FactType.COUNTER,
              List.of(
                  new Constraint.Equal("name", opinion.counter(context.policy())),
                  new Constraint.AtLeast("value", 1.0)));
      rules.add(Rule.of(opinion.word().replace('_', '-'), List.of(told), effect(config, opinion)));
    }
    return PolicyLowering.of(ScanRequest.NOTHING, rules).wantingOpinion();
  }

  private static Effect effect(Config config, Opinion opinion) {
    String code = ROOT + opinion.word();
    return switch (opinion) {
      case PASSED, NESTED -> new Effect.Allow(code);
      case REJECTED ->
          switch (config.mode()) {
            case JUDGE -> new Effect.Block(code);
            case ESCALATE -> new Effect.Escalate(ESCALATED);
            case RETURN, AUDIT -> new Effect.Flag(NOTED);
          };
      case NOT_ISOLATED, TOO_LONG, UNREACHABLE, LATE, UNREADABLE, NOT_ASKED ->
          switch (config.mode()) {
            case JUDGE -> config.failsClosed() ? new Effect.Block(code) : new Effect.Flag(code);
            case ESCALATE ->
                config.failsClosed() ? new Effect.Escalate(code) : new Effect.Flag(code);
            case RETURN, AUDIT -> new Effect.Flag(code);
          };
    };
  }
}
