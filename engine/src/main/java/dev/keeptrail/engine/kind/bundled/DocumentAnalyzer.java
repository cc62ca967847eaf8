package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.exchange.Channel;
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
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Minds the documents that a request carries: how large they are, of which type, and code in them.
 * Whoever evaluates measures them and hands in counters; the rules here act on those.
 */
public final class DocumentAnalyzer implements PolicyKind<DocumentAnalyzer.Config> {
  /** The kind's name. */
  public static final String NAME = "document-analyzer";

  static final String TOO_LARGE = "document_analyzer.too_large";
  static final String TYPE = "document_analyzer.type_not_allowed";
  static final String CODE = "document_analyzer.code_redacted";
  static final String UNSEEN = "document_analyzer.not_analyzed";

  private static final int DEFAULT_BYTES = 512 * 1024;
  private static final int MAX_BYTES = 1024 * 1024 * 1024;

  private static final KindSchema SCHEMA =
      new KindSchema(
          NAME,
          Set.of(Phase.INPUT),
          List.of(
              Fields.bool("enabled", true, "whether documents are looked at"),
              Fields.bool(
                  "sanitize_code", false, "whether code in the texts of documents is masked"),
              Fields.integer(
                  "max_document_bytes",
                  new SettingType.Int(1, MAX_BYTES),
                  DEFAULT_BYTES,
                  "how large a document may be, decoded; a request with a larger one is blocked"),
              Fields.texts(
                  "allowed_mime_types",
                  List.of(),
                  "the types that documents may have, such as `application/pdf` or `text/*`; with an"
                      + " empty list, all")),
          Codes.of(
              TOO_LARGE,
              "a document is larger than `max_document_bytes`",
              TYPE,
              "a document is of a type that `allowed_mime_types` does not hold, or of one that"
                  + " nobody knows",
              CODE,
              "code in a document was masked",
              UNSEEN,
              "the request refers to a document that it does not carry; nobody has measured it",
              "document_analyzer.clean",
              "every document may pass, or there is none",
              "document_analyzer.fault",
              "the detector of code failed"),
          "minds the size and type of documents in requests, and code in them");

  /**
   * The block in typed form.
   *
   * @param allowed types and globs of types, in lower case; empty for all
   */
  public record Config(boolean enabled, boolean masksCode, int maxBytes, List<String> allowed) {
    public Config {
      allowed = List.copyOf(allowed);
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.bool("enabled"),
        settings.bool("sanitize_code"),
        settings.integer("max_document_bytes"),
        types(settings.texts("allowed_mime_types")).stream()
            .map(type -> type.strip().toLowerCase(Locale.ROOT))
            .filter(type -> !type.isEmpty())
            .distinct()
            .toList());
  }

  private static List<String> types(List<String> listed) {
    for (int i = 0; i < listed.size(); i++) {
      if (listed.get(i).indexOf('/') < 1) {
        throw new SettingException(
            "allowed_mime_types[" + i + "]",
            "`"
                + listed.get(i)
                + "` is no type of documents: write one such as"
                + " `application/pdf` or `text/*`");
      }
    }
    return listed;
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    if (!config.enabled()) {
      return PolicyLowering.of(ScanRequest.NOTHING, List.of());
    }
    List<Rule> rules = new ArrayList<>();
    rules.add(
        Rule.of(
            "too-large",
            List.of(counter(Counters.DOCUMENT_BYTES, config.maxBytes() + 1.0)),
            new Effect.Block(TOO_LARGE)));
    if (!config.allowed().isEmpty()) {
      rules.add(
          Rule.of("type", List.of(anotherTypeThan(config.allowed())), new Effect.Block(TYPE)));
    }
    if (config.masksCode()) {
      var inDocument = new Constraint.Equal("channel", Channel.DOCUMENT.word());
      rules.add(
          Rule.of(
              "code",
              List.of(Conditions.finding(List.of("code"), inDocument)),
              new Effect.Redact(CODE)));
    }
    rules.add(
        Rule.of(
            "not-analyzed",
            List.of(counter(Counters.DOCUMENTS_UNSEEN, 1)),
            new Effect.Flag(UNSEEN)));
    Set<String> wanted = config.masksCode() ? Set.of("code") : Set.of();
    return PolicyLowering.of(
        new ScanRequest(new LinkedHashSet<>(wanted), List.of(), List.of()), rules);
  }

  private static Condition.Match counter(String name, double least) {
    return Condition.match(
        FactType.COUNTER,
        List.of(new Constraint.Equal("name", name), new Constraint.AtLeast("value", least)));
  }

  /** A counter of a type that none of the globs fits. */
  private static Condition.Match anotherTypeThan(List<String> allowed) {
    Expr name = new Expr.Field(0, "name", List.of());
    List<Expr> tests = new ArrayList<>();
    tests.add(new Expr.Like(name, Counters.DOCUMENTS_OF_TYPE + "*"));
    for (String glob : allowed) {
      tests.add(new Expr.Not(new Expr.Like(name, Counters.DOCUMENTS_OF_TYPE + glob)));
    }
    return Condition.match(
        FactType.COUNTER,
        List.of(new Constraint.AtLeast("value", 1), new Constraint.Test(new Expr.And(tests))));
  }
}
