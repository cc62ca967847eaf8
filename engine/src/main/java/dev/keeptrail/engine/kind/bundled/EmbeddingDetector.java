package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.embedding.Likeness;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.SimilarTexts;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds texts that mean what the author describes, in whatever words. */
public final class EmbeddingDetector implements PolicyKind<EmbeddingDetector.Config> {
  static final String BLOCKED = "embedding_detector.blocked";
  static final String REDACTED = "embedding_detector.redacted";

  private static final String ENDPOINT = "endpoint";
  private static final String LOCAL = "local";

  /** Likeness below it is noise; what is above is recorded, so that replay can try thresholds. */
  private static final double FLOOR = 0.3;

  private static final int MAX_WORD = 60;
  private static final int DIGEST_BYTES = 4;
  private static final int MAX_LABEL = 64;
  private static final int MAX_REFERENCE = 2_000;
  private static final int MAX_ADDRESS = 2_000;
  private static final int MAX_MODEL = 200;
  private static final int MAX_TIMEOUT = 60_000;
  private static final int TIMEOUT = 20;
  private static final double THRESHOLD = 0.7;

  private static final KindSchema SCHEMA =
      new KindSchema(
          "embedding-detector",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.blockList(
                  "categories",
                  "what texts are compared with",
                  Set.of("label", "reference_text"),
                  Fields.limit(
                      "label",
                      new SettingType.Text(MAX_LABEL),
                      "what it is called in markers and findings; several references may share one"),
                  Fields.limit(
                      "reference_text",
                      new SettingType.Text(MAX_REFERENCE),
                      "a sentence or two that say what is looked for")),
              Fields.probability(
                  "similarity_threshold",
                  THRESHOLD,
                  "how alike (cosine) a sentence and a reference must be"),
              Fields.choice(
                  "action",
                  List.of("redact", "block"),
                  "redact",
                  "`redact` masks the sentences, `block` refuses the text"),
              Fields.choice(
                  "backend",
                  List.of(LOCAL, "external"),
                  LOCAL,
                  "`local` runs the model of the plug-in, `external` asks the service at `endpoint`"),
              Fields.text(
                  "model",
                  new SettingType.Text(MAX_MODEL),
                  "all-MiniLM-L6-v2",
                  "which model; with `external`, what the service is told where it wants to know"),
              Fields.text(
                  ENDPOINT,
                  new SettingType.Text(MAX_ADDRESS),
                  "http://localhost:8080/embed",
                  "with `external`, what is asked: `https`, or `http` on this machine"),
              Fields.secret("api_key", "with `external`, sent as `Authorization: Bearer`"),
              Fields.integer(
                  "timeout_ms",
                  new SettingType.Int(1, MAX_TIMEOUT),
                  TIMEOUT,
                  "how long all texts of a request or answer may take together")),
          Codes.of(
              BLOCKED,
              "a sentence is like a reference, and `action` is `block`",
              REDACTED,
              "sentences that are like a reference were masked",
              "embedding_detector.clean",
              "no sentence is like a reference",
              "embedding_detector.fault",
              "the model failed or took too long"),
          "finds sentences that mean what reference texts say, in whatever words");

  /** One category of the block. */
  public record Category(String label, String reference) {}

  /** The block in typed form. */
  public record Config(
      List<Category> categories,
      double threshold,
      boolean block,
      String backend,
      String model,
      String endpoint,
      Optional<SecretRef> key,
      int timeoutMillis) {
    public Config {
      categories = List.copyOf(categories);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.list("categories").stream()
            .map(each -> new Category(each.text("label"), each.text("reference_text")))
            .distinct()
            .toList(),
        settings.decimal("similarity_threshold"),
        settings.text("action").equals("block"),
        settings.text("backend"),
        settings.text("model"),
        endpoint(settings),
        settings.secret("api_key"),
        settings.integer("timeout_ms"));
  }

  /** Only where it is asked does it have to be an address. */
  private static String endpoint(Settings settings) {
    String endpoint = settings.text(ENDPOINT);
    return settings.text("backend").equals(LOCAL) ? endpoint : address(endpoint).toString();
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) throws PlanLoadException {
    if (config.categories().isEmpty()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    double floor = Math.min(FLOOR, config.threshold());
    List<Likeness> likenesses = new ArrayList<>();
    for (Category category : config.categories()) {
      likenesses.add(
          new Likeness(
              category(context, config, category, floor),
              word(category.label()).toUpperCase(Locale.ROOT),
              category.reference()));
    }
    var alike =
        Conditions.finding(
            List.of(context.ownRoot()), new Constraint.AtLeast("score", config.threshold()));
    Effect effect = config.block() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    Set<String> categories =
        likenesses.stream()
            .map(Likeness::category)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return PolicyLowering.of(
            new ScanRequest(categories, List.of(), List.of()),
            List.of(Rule.of("alike", List.of(alike), effect)))
        .comparing(
            new SimilarTexts(
                config.backend(),
                embedder(config, context),
                likenesses,
                floor,
                Duration.ofMillis(config.timeoutMillis())));
  }

  private static EmbedderSettings embedder(Config config, LoweringContext context)
      throws PlanLoadException {
    if (config.backend().equals(LOCAL)) {
      return new EmbedderSettings(config.model(), null, null);
    }
    String key =
        config.key().isEmpty() ? null : context.secret("api_key", config.key().orElseThrow());
    return new EmbedderSettings(config.model(), address(config.endpoint()), key);
  }

  private static URI address(String endpoint) {
    try {
      var address = new URI(endpoint.strip());
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw notAnAddress(e);
    }
    throw notAnAddress(null);
  }

  private static SettingException notAnAddress(@Nullable Exception cause) {
    return new SettingException(
        ENDPOINT, "`endpoint` is no address such as `https://embeddings.example.com/embed`", cause);
  }

  /**
   * WHY with a digest: what was recorded under another reference, model or service says nothing of
   * this one, and replay must not take it for that.
   */
  private static String category(
      LoweringContext context, Config config, Category category, double floor) {
    String digest =
        digest(
            List.of(
                category.reference(),
                config.backend(),
                config.model(),
                config.backend().equals(LOCAL) ? "" : config.endpoint(),
                Double.toString(floor)));
    return context.ownRoot() + "." + word(category.label()) + "." + digest;
  }

  private static String word(String label) {
    var word = new StringBuilder();
    for (int i = 0; i < label.length() && word.length() < MAX_WORD; i++) {
      char c = Character.toLowerCase(label.charAt(i));
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      word.append(plain ? c : '_');
    }
    String shown = word.toString();
    return shown.chars().allMatch(c -> c == '_') ? "similar" : shown;
  }

  private static String digest(List<String> parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
