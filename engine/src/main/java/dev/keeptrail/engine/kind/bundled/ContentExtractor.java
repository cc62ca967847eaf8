package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import java.util.List;
import java.util.Set;

/**
 * Has pages that a request names judged with it. Whoever evaluates fetches them before the input
 * phase and hands their texts in as segments of channel {@code document}, and in counters how many
 * there were and how many could not be had; the rules here act on the counters.
 */
public final class ContentExtractor implements PolicyKind<ContentExtractor.Config> {
  /** The kind's name. */
  public static final String NAME = "content-extractor";

  static final String FAILED = "content_extractor.failed";
  static final String WARNED = "content_extractor.not_extracted";
  static final String EXTRACTED = "content_extractor.extracted";

  private static final String BLOCK = "block";
  private static final String NO_PART_OF_A_HOST = "/*?@#\\,;";
  private static final int DEFAULT_MILLIS = 2_000;
  private static final int MAX_MILLIS = 30_000;
  private static final int DEFAULT_BYTES = 64 * 1024;
  private static final int MAX_BYTES = 1024 * 1024;

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.INPUT),
          List.of(
              Fields.texts(
                  "allow_hosts",
                  List.of(),
                  "the hosts that pages are fetched from, each exactly; `host:port` for another port"
                      + " than that of `https` or `http`; without one, nothing is fetched"),
              Fields.integer(
                  "timeout_ms",
                  new SettingType.Int(1, MAX_MILLIS),
                  DEFAULT_MILLIS,
                  "how long all pages of a request may take together"),
              Fields.integer(
                  "max_bytes",
                  new SettingType.Int(1, MAX_BYTES),
                  DEFAULT_BYTES,
                  "how much of a page is read; the rest is left out"),
              Fields.bool("fetch_urls", true, "whether anything is fetched at all"),
              Fields.choice(
                  "action_on_error",
                  List.of("warn", BLOCK),
                  "warn",
                  "where a page of a listed host cannot be had: `block` refuses the request, `warn`"
                      + " records it")),
          Codes.of(
              FAILED,
              "a page of a listed host could not be had, and `action_on_error` is `block`",
              WARNED,
              "the same, and `action_on_error` is `warn`",
              EXTRACTED,
              "pages were fetched, and judged with the request",
              "content_extractor.clean",
              "the request names no page of a listed host"),
          "has pages that a request names judged with it");

  /** The block in typed form. */
  public record Config(
      List<String> allowHosts, int timeoutMillis, int maxBytes, boolean fetches, boolean blocks) {
    public Config {
      allowHosts = List.copyOf(allowHosts);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        hosts(settings.texts("allow_hosts")),
        settings.integer("timeout_ms"),
        settings.integer("max_bytes"),
        settings.bool("fetch_urls"),
        settings.text("action_on_error").equals(BLOCK));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Effect onError =
        config.blocks() ? new Effect.Block(FAILED) : new Effect.Flag(Template.of(WARNED));
    return PolicyLowering.of(
        ScanRequest.NOTHING,
        List.of(
            Rule.of("not-extracted", List.of(some(Counters.PAGES_FAILED)), onError),
            Rule.of("extracted", List.of(some(Counters.PAGES)), new Effect.Allow(EXTRACTED))));
  }

  private static List<String> hosts(List<String> listed) {
    for (int i = 0; i < listed.size(); i++) {
      String host = listed.get(i).strip();
      if (host.isEmpty()
          || host.startsWith(".")
          || host.chars().anyMatch(c -> c <= ' ' || NO_PART_OF_A_HOST.indexOf(c) >= 0)) {
        throw new SettingException(
            "allow_hosts[" + i + "]",
            "`"
                + host
                + "` is no host: write each host alone and in full, such as"
                + " `docs.example.com` or `docs.example.com:8443`");
      }
    }
    return listed;
  }

  private static Condition.Match some(String counter) {
    return Condition.match(
        FactType.COUNTER,
        List.of(new Constraint.Equal("name", counter), new Constraint.AtLeast("value", 1.0)));
  }
}
