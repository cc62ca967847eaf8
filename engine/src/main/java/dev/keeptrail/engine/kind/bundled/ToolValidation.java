package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.argument.ArgumentSchemas;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.SettingException;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks tool calls that nobody declared, or whose arguments do not fit the tool's schema. */
public final class ToolValidation implements PolicyKind<ToolValidation.Config> {
  static final String UNDECLARED = "tool_validation.undeclared_tool";
  static final String UNREADABLE = "tool_validation.unreadable_arguments";
  static final String MISMATCH = "tool_validation.schema_mismatch";

  private static final KindSchema SCHEMA =
      new KindSchema(
          "tool-validation",
          Set.of(Phase.TOOL),
          List.of(
              Fields.tools(
                  "declared_tools",
                  "tools that may be called beside those with a schema, `*` and `?` as wildcards"),
              Fields.documents(
                  "schemas", "by tool, the JSON Schema that the arguments of its calls must fit"),
              Fields.bool(
                  "allow_undeclared",
                  false,
                  "whether tools may be called that are neither declared nor have a schema")),
          Codes.of(
              UNDECLARED,
              "tools are declared, and the one that was called is none of them",
              UNREADABLE,
              "the arguments of a call are no JSON",
              MISMATCH,
              "the arguments of a call do not fit the tool's schema",
              "tool_validation.clean",
              "every call is declared and well-formed"),
          "blocks tool calls that are not declared or not well-formed");

  /**
   * The block in typed form.
   *
   * @param schemas by tool
   */
  public record Config(
      List<String> declared, Map<String, PlanValue> schemas, boolean allowUndeclared) {
    public Config {
      declared = List.copyOf(declared);
      schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    }
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(
        settings.texts("declared_tools"),
        settings.documents("schemas"),
        settings.bool("allow_undeclared"));
  }

  /** A schema that is none would be told when the pack is loaded. */
  @Override
  public void check(Settings settings) {
    configure(settings)
        .schemas()
        .forEach((tool, schema) -> {
          try {
            var ignored = new ArgumentSchemas(Map.of(tool, schema));
          } catch (IllegalArgumentException none) {
            throw new SettingException("schemas." + tool, String.valueOf(none.getMessage()), none);
          }
        });
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Set<String> declared = new LinkedHashSet<>(config.declared());
    List<Rule> rules = new ArrayList<>();
    // WHY: names of schemas are no globs, so that one with a star in it declares nothing else.
    config.schemas().keySet().stream().filter(ToolNames::isExact).forEach(declared::add);
    if (!declared.isEmpty() && !config.allowUndeclared()) {
      rules.add(
          Rule.of(
              "undeclared-tool",
              List.of(ToolNames.calledOutside(List.copyOf(declared))),
              new Effect.Block(UNDECLARED)));
    }
    rules.add(
        Rule.of(
            "unreadable-arguments",
            List.of(ToolNames.call(ToolAmounts.UNREADABLE)),
            new Effect.Block(UNREADABLE)));
    if (!config.schemas().isEmpty()) {
      Expr fault = new Expr.Field(0, "faults", List.of(new PathStep.Member(context.policy())));
      rules.add(
          Rule.of(
              "schema-mismatch",
              List.of(ToolNames.call(new Expr.Present(fault))),
              new Effect.Block(MISMATCH)));
    }
    return new PolicyLowering(
        ScanRequest.NOTHING,
        rules,
        MarkerStyle.LABEL,
        null,
        new ArgumentSchemas(config.schemas())::fault);
  }
}
