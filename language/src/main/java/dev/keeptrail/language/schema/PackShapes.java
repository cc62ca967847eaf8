package dev.keeptrail.language.schema;

import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.check.Names;
import dev.keeptrail.language.kind.CaptureSettings;
import dev.keeptrail.language.kind.DataPolicySettings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.LimitSettings;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.kind.RoutingSettings;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.resolve.Verb;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shapes of a pack's parts, made from what this installation can do. Immutable. */
public final class PackShapes {
  private static final Shape.Text ID = new Shape.Text(128, Names.ID_PATTERN, List.of());
  private static final int MAX_DEFINITIONS = 10_000;
  private static final int MAX_IMPORTS = 64;
  private static final int MAX_ENTRIES = 100_000;

  private final PackSchema schema;
  private final Map<String, Shape.Fields> kinds = new LinkedHashMap<>();

  public PackShapes(PackSchema schema) {
    this.schema = schema;
    for (KindSchema kind : schema.kinds()) {
      kinds.put(kind.name(), block(kind));
    }
    kinds.putIfAbsent(PolicyDecl.RULES, withCommon(PolicyDecl.RULES, new ArrayList<>()));
  }

  public PackSchema schema() {
    return schema;
  }

  /** A whole YAML document. */
  public Shape.Fields document() {
    List<Field> fields = new ArrayList<>(sections());
    fields.addAll(SettingShapes.fields(LimitSettings.LIMITS).fields());
    return new Shape.Fields(fields, List.of());
  }

  private List<Field> sections() {
    return List.of(
        new Field(
            "language",
            new Shape.Whole(1, 1),
            "the version of the language that the pack is written in",
            new PlanValue.Int(1),
            Field.Standing.OPTIONAL),
        Field.optional(
            "imports",
            new Shape.Items(Shape.Text.upTo(1_000), 0, MAX_IMPORTS),
            "other pack files whose definitions and policies are used here, by relative path"),
        Field.optional("pack", pack(), "who the pack is"),
        Field.optional("providers", providers(), "where requests go"),
        Field.optional(
            "define",
            new Shape.Entries(definition(), MAX_DEFINITIONS),
            "named constants, lists and conditions"),
        Field.optional(
            "policies",
            Shape.Fields.of(
                Field.required(
                    "chain", new Shape.Items(policyName(), 1, MAX_ENTRIES), "in running order")),
            "which policies run, in order"),
        Field.optional("policy", policies(), "the settings of each policy, by name"),
        Field.optional("gateway", gateway(), "what the pack says of the gateway itself"),
        Field.optional(CaptureSettings.NAME, capture(), CaptureSettings.CAPTURE.doc()),
        Field.optional("testing", TestShapes.testing(), "suites of test cases"));
  }

  private Shape.Fields providers() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.optional("targets", new Shape.Items(target(), 0, MAX_ENTRIES), "one entry for each"));
    fields.addAll(SettingShapes.fields(RoutingSettings.ROUTING).fields());
    return new Shape.Fields(fields, List.of());
  }

  public Shape.Fields pack() {
    return with(
        with(SettingShapes.fields(PackSettings.PACK), "name", ID, true),
        "version",
        new Shape.Text(Names.MAX_VERSION_LENGTH, Names.VERSION_PATTERN, List.of("1.0.0")),
        true);
  }

  /** One target; in text packs the id stands before the block. */
  public Shape.Fields target() {
    List<Word> providers =
        Stream.of(ProviderKind.values()).map(kind -> new Word(kind.word(), kind.doc())).toList();
    String names = String.join("|", PackSettings.PROVIDERS);
    Shape provider =
        new Shape.Open(
            providers, new Shape.Text(1_000, "(" + names + ")(:chat:.*\\S.*)?", List.of()));
    Shape url = new Shape.Text(2_000, "[Hh][Tt][Tt][Pp][Ss]?://[^?#]+", List.of("https://"));
    Shape region =
        new Shape.Text(DataPolicySettings.MAX_REGION, DataPolicySettings.REGION, List.of());
    Shape.Fields data =
        with(SettingShapes.fields(DataPolicySettings.DECLARED), "region", region, false);
    Shape.Fields named = with(SettingShapes.fields(PackSettings.TARGET), "id", ID, true);
    return with(
        with(with(named, "provider", provider, true), "base_url", url, false),
        "data_policy",
        data,
        false);
  }

  public Shape.Fields gateway() {
    return with(SettingShapes.fields(PackSettings.GATEWAY), CaptureSettings.NAME, capture(), false);
  }

  /** Alone stand the modes that need nothing beside them. */
  private static Shape capture() {
    return new Shape.Either(
        List.of(
            Shape.Words.of(List.of(CaptureMode.NONE.word(), CaptureMode.REDACTED.word())),
            SettingShapes.shape(CaptureSettings.CAPTURE.type())));
  }

  /** An entry of the chain: an installed kind, or a policy of the pack's own. */
  public Shape.Open policyName() {
    return new Shape.Open(kindWords(), ID);
  }

  public List<Word> kindWords() {
    return schema.kinds().stream()
        .filter(kind -> !kind.name().equals(PolicyDecl.RULES))
        .map(kind -> new Word(kind.name(), kind.doc()))
        .toList();
  }

  public Shape.Policies policies() {
    return new Shape.Policies(kinds);
  }

  public Shape.Fields options(Verb verb) {
    return RuleShapes.options(verb);
  }

  public List<Word> verbs() {
    return Stream.of(Verb.values())
        .map(verb -> new Word(verb.word(), RuleShapes.doc(verb)))
        .toList();
  }

  public Shape.Words phase() {
    return RuleShapes.phase();
  }

  private static Shape definition() {
    return new Shape.Either(
        List.of(
            new Shape.Expression(),
            new Shape.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE),
            new Shape.Truth(),
            new Shape.Items(
                new Shape.Either(
                    List.of(
                        Shape.Text.upTo(65_536),
                        new Shape.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE),
                        new Shape.Truth())),
                0,
                MAX_ENTRIES)));
  }

  private static Shape.Fields block(KindSchema kind) {
    return withCommon(kind.name(), new ArrayList<>(SettingShapes.fields(kind.settings()).fields()));
  }

  private static Shape.Fields withCommon(String kind, List<Field> fields) {
    if (kind.equals(PolicyDecl.RULES)) {
      fields.addFirst(Field.optional("rules", RuleShapes.rules(), "in the order of the trace"));
    }
    fields.addAll(SettingShapes.fields(PackSettings.POLICY).fields());
    fields.add(
        Field.optional("on", RuleShapes.phases(), "the phases that the policy is limited to"));
    fields.add(
        Field.optional(
            "kind",
            Shape.Words.of(List.of(kind)),
            "the policy kind, where the policy's name does not say it"));
    return new Shape.Fields(fields, List.of());
  }

  private static Shape.Fields with(Shape.Fields block, String name, Shape shape, boolean required) {
    List<Field> fields = new ArrayList<>();
    for (Field field : block.fields()) {
      fields.add(
          field.name().equals(name)
              ? new Field(
                  name,
                  shape,
                  field.doc(),
                  field.defaultValue(),
                  required ? Field.Standing.REQUIRED : field.standing())
              : field);
    }
    return new Shape.Fields(fields, block.oneOf());
  }
}
