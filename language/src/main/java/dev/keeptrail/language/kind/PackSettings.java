package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.language.plan.StreamingMode;
import dev.keeptrail.language.plan.TargetAccess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The settings that belong to no policy kind: what a pack says of itself and its surroundings. */
public final class PackSettings {
  /** The providers that a target can speak to. */
  public static final List<String> PROVIDERS =
      Arrays.stream(ProviderKind.values()).map(ProviderKind::word).toList();

  /** The keys of a reference to a secret. */
  public static final List<String> SECRET_KEYS = List.of("env", "file", "store");

  /** The longest path of a file that holds a secret. */
  public static final int MAX_SECRET_PATH = 4_096;

  /** The {@code pack} section. */
  public static final List<Setting> PACK =
      List.of(
          Setting.of("name", new SettingType.Text(1_000), null, "what the pack is called"),
          Setting.of(
              "version",
              new SettingType.Text(1_000),
              null,
              "SemVer 2.0.0; events carry it as `config_version`"),
          Setting.of(
              "enabled",
              new SettingType.Bool(),
              new PlanValue.Bool(true),
              "`false` evaluates no policy, and every event says so"),
          Setting.of(
              "description", new SettingType.Text(2_000), null, "what the pack is there for"));

  /** One entry of {@code providers.targets}. */
  public static final List<Setting> TARGET =
      List.of(
          Setting.of("id", new SettingType.Text(1_000), null, "unique in the pack"),
          Setting.of(
              "provider",
              new SettingType.Text(1_000),
              null,
              "who is asked; `openai:chat:<model>` names the model too"),
          Setting.of(
              "model",
              new SettingType.Text(256),
              null,
              "the model that is asked for upstream; without it the caller's model is passed on"),
          Setting.of(
              "base_url",
              new SettingType.Text(2_000),
              null,
              "where the API is, when it is not the provider's own address"),
          Setting.of(
              "secret_key_ref",
              new SettingType.SecretReference(),
              null,
              "where the provider's key is to be found"),
          Setting.of(
              "api_key",
              new SettingType.Text(8_192),
              null,
              "the key itself; prefer `secret_key_ref`, which keeps it out of the pack"),
          Setting.of(
              "api_key_header",
              new SettingType.Text(128),
              null,
              "the header that carries the key, when it is not the provider's own"),
          Setting.of(
              "api_key_prefix",
              new SettingType.Text(64),
              null,
              "the word before the key in its header, parted by a space; empty for none"),
          Setting.of(
              "api_version",
              new SettingType.Text(64),
              null,
              "the version of the API, for `azure-openai` and `anthropic`"),
          Setting.of(
              "deployment",
              new SettingType.Text(64),
              null,
              "the deployment that is asked, for `azure-openai`; without it `model` names it"),
          Setting.of(
              "timeout_seconds",
              new SettingType.Int(1, TargetAccess.MAX_TIMEOUT_SECONDS),
              null,
              "how long a whole answer may take, when it is not the gateway's own limit"),
          Setting.of(
              "http_version",
              new SettingType.Int(1, TargetAccess.MAX_HTTP_VERSION),
              null,
              "2 for HTTP/2, many requests on one connection; without it HTTP/1.1 is spoken"),
          Setting.of(
              "data_policy",
              new SettingType.Block(DataPolicySettings.DECLARED),
              null,
              "what becomes of texts there; `data-routing-policy` and rules go by it"),
          Setting.of(
              "zdr", new SettingType.Bool(), null, "short for `data_policy.zero_data_retention`"),
          Setting.of(
              "data_collection",
              new SettingType.Choice(DataPolicySettings.COLLECTION),
              null,
              "`deny` is short for `data_policy.training_opt_out: true`, `allow` for `false`"));

  /** The {@code gateway} section. */
  public static final List<Setting> GATEWAY =
      Stream.of(
              Stream.of(
                  Setting.of(
                      "block_status",
                      new SettingType.Int(400, 499),
                      new PlanValue.Int(GatewayPlan.DEFAULT.blockStatus()),
                      "HTTP status of a refusal by policy"),
                  Setting.of(
                      "on_unscannable",
                      new SettingType.Choice(
                          Arrays.stream(OnUnscannable.values()).map(OnUnscannable::word).toList()),
                      new PlanValue.Text(GatewayPlan.DEFAULT.onUnscannable().word()),
                      "what becomes of parts that no detector can look at, such as images and token ids:"
                          + " `allow` names them in the event, `flag` tags it too, `block` refuses"),
                  Setting.of(
                      "refused_repeats",
                      new SettingType.Block(repeats()),
                      null,
                      "what becomes of a request that comes again after its answer was refused")),
              RoutingSettings.ROUTING.stream(),
              LimitSettings.LIMITS.stream(),
              Stream.of(CaptureSettings.CAPTURE))
          .flatMap(settings -> settings)
          .toList();

  /** Whether a policy's decisions are carried out. */
  public static final Setting ENFORCEMENT =
      Setting.of(
          "enforcement",
          new SettingType.Choice(List.of(PolicyMode.ENFORCE.word(), PolicyMode.SHADOW.word())),
          new PlanValue.Text(PolicyMode.ENFORCE.word()),
          "`shadow` records what the policy would have done and changes nothing");

  /** Whether answers may go out before a policy has judged all of them. */
  public static final Setting STREAMING =
      Setting.of(
          "streaming_mode",
          new SettingType.Choice(
              List.of(StreamingMode.REALTIME.word(), StreamingMode.BUFFERED.word())),
          new PlanValue.Text(StreamingMode.REALTIME.word()),
          "`buffered` holds streamed answers back until all of them is judged");

  /** What every policy takes beside the settings of its kind. */
  public static final List<Setting> POLICY = List.of(ENFORCEMENT, STREAMING);

  private PackSettings() {}

  private static List<Setting> repeats() {
    return List.of(
        Setting.of(
            "seconds",
            new SettingType.Int(0, RefusedRepeats.MAX_SECONDS),
            new PlanValue.Int(RefusedRepeats.DEFAULT.seconds()),
            "how long it is refused without asking the model; 0 asks every time"),
        Setting.of(
            "tries",
            new SettingType.Int(1, RefusedRepeats.MAX_TRIES),
            new PlanValue.Int(RefusedRepeats.DEFAULT.tries()),
            "how many answers to it are refused before that"));
  }
}
