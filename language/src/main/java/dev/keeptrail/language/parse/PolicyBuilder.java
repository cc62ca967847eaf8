package dev.keeptrail.language.parse;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes policies and their rules of the parser's contexts. Serves one policy. */
final class PolicyBuilder {
  private final Nodes nodes;
  private final String path;

  private PolicyBuilder(Nodes nodes, String path) {
    this.nodes = nodes;
    this.path = path;
  }

  /** The policy of an item that was read whole; broken settings and rules may be missing. */
  static PolicyDecl item(Nodes nodes, PackParser.PolicyItemContext context) {
    String name = context.name().getStart().getText();
    return new PolicyBuilder(nodes, "policy." + name).policy(context);
  }

  private PolicyDecl policy(PackParser.PolicyItemContext context) {
    PackParser.PolicyBodyContext body = context.policyBody();
    SettingsBuilder settings = new SettingsBuilder(nodes, path);
    body.policyEntry().forEach(settings::add);
    if (body.exception != null) {
      settings.markIncomplete();
    }
    List<RuleDecl> rules = new ArrayList<>();
    for (PackParser.RuleItemContext rule : body.ruleItem()) {
      RuleDecl decl = rule(rule);
      if (decl != null) {
        rules.add(decl);
      }
    }
    return new PolicyDecl(
        nodes.span(context),
        nodes.name(context.name(), path),
        context.kind() == null ? null : nodes.name(context.kind().name(), path),
        phases(context.phases()),
        settings.toBlock(nodes.span(body)),
        rules,
        !body.ruleItem().isEmpty(),
        false);
  }

  private List<NameDecl> phases(PackParser.@Nullable PhasesContext context) {
    return context == null
        ? List.of()
        : context.name().stream().map(name -> nodes.name(name, path + ".on")).toList();
  }

  /** The rule, or null when it could not be read. */
  private @Nullable RuleDecl rule(PackParser.RuleItemContext context) {
    if (context.exception != null || context.thenPart().exception != null) {
      return null;
    }
    String rulePath = path + "." + context.name().getStart().getText();
    return new RuleDecl(
        nodes.span(context),
        nodes.name(context.name(), rulePath),
        nodes.soundText(context.text()),
        when(context.whenPart()),
        effect(context.thenPart().effect(), rulePath + ".then"));
  }

  private ExprDecl when(PackParser.WhenPartContext context) {
    return context.exception == null
        ? ExpressionBuilder.build(nodes, context.expression())
        : new ExprDecl.Invalid(nodes.span(context));
  }

  private EffectDecl effect(PackParser.EffectContext context, String effectPath) {
    PackParser.TargetsContext targets = context.targets();
    List<NameDecl> names =
        targets == null
            ? List.of()
            : targets.policyName().stream()
                .map(name -> nodes.name(name, effectPath + ".targets"))
                .toList();
    Span end = nodes.endOf(context);
    BlockDecl options = SettingsBuilder.block(nodes, context.block(), end, effectPath);
    return new EffectDecl(
        nodes.span(context),
        nodes.name(context.verb, effectPath),
        names,
        nodes.soundText(context.reason),
        options);
  }
}
