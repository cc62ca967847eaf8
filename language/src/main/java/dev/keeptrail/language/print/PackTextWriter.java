package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a pack as lines of pack text, with the place of each part. For one pack. */
final class PackTextWriter {
  private final PackFile file;
  private final Draft draft = new Draft();
  private final TextValueWriter values = new TextValueWriter(draft);
  private final List<Span> keptExpressions = new ArrayList<>();

  private PackTextWriter(PackFile file) {
    this.file = file;
  }

  /** The pack as text, not yet in the house style. */
  static String write(PackFile file) {
    PackTextWriter writer = new PackTextWriter(file);
    writer.items();
    PlacedComments comments = CommentPlacer.place(file, writer.draft, writer.keptExpressions);
    return DraftRenderer.render(writer.draft, file.span().source(), comments);
  }

  private void items() {
    LanguageDecl language = file.language();
    if (language != null && language.version() instanceof ValueDecl.Int version) {
      draft.add(0, "language " + version.value(), language.span());
    }
    file.imports()
        .forEach(used ->
            draft.add(0, "import " + TextLiterals.quoted(used.path().value()), used.path().span()));
    BlockDecl pack = file.pack();
    if (pack != null) {
      named("pack", "name", pack);
    }
    file.targets().forEach(target -> named("provider", "id", target));
    file.definitions().forEach(this::definition);
    BlockDecl gateway = file.gateway();
    if (gateway != null) {
      values.block(0, "gateway", List.of(gateway.span()), gateway.fields());
    }
    Set<PolicyDecl> inChain = chain();
    file.policies().stream().filter(policy -> !inChain.contains(policy)).forEach(this::policy);
    TestBlocks tests = TestBlocks.of(file);
    BlockDecl testing = tests.rest();
    if (testing != null) {
      values.block(0, "testing", List.of(testing.span()), testing.fields());
    }
    tests.blocks().forEach(this::test);
  }

  /** A block whose name stands before its braces. */
  private void named(String keyword, String key, BlockDecl block) {
    List<Span> anchors = new ArrayList<>(List.of(block.span()));
    List<FieldDecl> fields = new ArrayList<>(block.fields());
    String title = keyword;
    for (FieldDecl field : block.fields()) {
      if (field.name().equals(key) && field.value() instanceof ValueDecl.Text text) {
        title += " " + TextLiterals.title(text.value());
        anchors.add(field.span());
        fields.remove(field);
      }
    }
    draft.separate();
    if (TextValueWriter.onOneLine(block.fields())) {
      TextValueWriter.anchors(fields, anchors);
      draft.add(0, title + " " + TextValueWriter.inline(fields), anchors);
    } else {
      values.block(0, title, anchors, fields);
    }
  }

  private void definition(DefineDecl define) {
    expression(0, "define " + define.name().text() + " =", define.name().span(), define.value());
  }

  private void expression(int indent, String head, Span anchor, ExprDecl expression) {
    if (ExpressionWriter.asWritten(expression).isPresent()) {
      keptExpressions.add(expression.span());
    }
    List<String> lines = ExpressionWriter.text(expression).lines().toList();
    draft.add(indent, head + " " + lines.getFirst(), anchor, expression.span());
    lines.subList(1, lines.size()).forEach(line -> draft.close(indent + 1, line.strip()));
  }

  /** The chain; the settings of installed kinds go into it. */
  private Set<PolicyDecl> chain() {
    Set<PolicyDecl> inside = new HashSet<>();
    ChainDecl chain = file.chain();
    if (chain == null) {
      return inside;
    }
    draft.separate();
    draft.add(0, "chain {", chain.span());
    for (NameDecl entry : chain.entries()) {
      List<PolicyDecl> settings =
          file.policies().stream()
              .filter(policy -> policy.name().text().equals(entry.text()))
              .filter(PackTextWriter::isOnlySettings)
              .toList();
      inside.addAll(settings);
      List<Span> anchors = new ArrayList<>(List.of(entry.span()));
      settings.forEach(policy -> anchors.add(policy.name().span()));
      List<FieldDecl> fields =
          settings.stream().flatMap(policy -> policy.block().fields().stream()).toList();
      if (fields.isEmpty()) {
        draft.add(1, entry.text(), anchors);
      } else {
        values.block(1, entry.text(), anchors, fields);
      }
    }
    draft.close(0, "}");
    return inside;
  }

  private static boolean isOnlySettings(PolicyDecl policy) {
    return policy.kind() == null && policy.phases().isEmpty() && !policy.hasRules();
  }

  private void policy(PolicyDecl policy) {
    NameDecl kind = policy.kind();
    StringBuilder head = new StringBuilder("policy ").append(policy.name().text());
    List<Span> anchors = new ArrayList<>(List.of(policy.name().span()));
    if (kind != null) {
      head.append(": ").append(kind.text());
      anchors.add(kind.span());
    } else if (policy.hasRules() && policy.rules().isEmpty()) {
      head.append(": ").append(PolicyDecl.RULES);
    }
    if (!policy.phases().isEmpty()) {
      head.append(" on ").append(names(policy.phases(), anchors));
    }
    draft.separate();
    draft.add(0, head + " {", anchors);
    values.policySettings(1, policy.block().fields());
    policy.rules().forEach(this::rule);
    draft.close(0, "}");
  }

  private void rule(RuleDecl rule) {
    String head = "rule " + rule.name().text();
    List<Span> anchors = new ArrayList<>(List.of(rule.name().span()));
    TextDecl description = rule.description();
    if (description != null) {
      head += " " + TextLiterals.quoted(description.value());
      anchors.add(description.span());
    }
    draft.add(1, head + " {", anchors);
    expression(2, "when", rule.when().span(), rule.when());
    effect(rule.then());
    draft.close(1, "}");
  }

  private void effect(EffectDecl effect) {
    List<Span> anchors = new ArrayList<>(List.of(effect.span(), effect.verb().span()));
    StringBuilder head = new StringBuilder("then ").append(effect.verb().text());
    if (!effect.targets().isEmpty()) {
      head.append(' ').append(names(effect.targets(), anchors));
    }
    TextDecl reason = effect.reason();
    if (reason != null) {
      head.append(' ').append(TextLiterals.quoted(reason.value()));
      anchors.add(reason.span());
    }
    withOptions(2, head.toString(), anchors, effect.options().fields());
  }

  private void withOptions(int indent, String head, List<Span> anchors, List<FieldDecl> options) {
    if (options.isEmpty()) {
      draft.add(indent, head, anchors);
    } else if (options.size() == 1 && TextValueWriter.onOneLine(options)) {
      TextValueWriter.anchors(options, anchors);
      draft.add(indent, head + " " + TextValueWriter.inline(options), anchors);
    } else {
      values.block(indent, head, anchors, options);
    }
  }

  private void test(TestDecl test) {
    List<Span> anchors = new ArrayList<>(List.of(test.name().span()));
    String head = "test " + TextLiterals.quoted(test.name().value());
    NameDecl phase = test.phase();
    if (phase != null) {
      head += " on " + phase.text();
      anchors.add(phase.span());
    }
    draft.separate();
    draft.add(0, head + " {", anchors);
    for (TestDecl.GivenDecl given : test.givens()) {
      withOptions(
          1,
          "given " + given.fact().text(),
          new ArrayList<>(List.of(given.fact().span())),
          given.fields().fields());
    }
    test.expects().forEach(this::expectation);
    draft.close(0, "}");
  }

  private void expectation(TestDecl.ExpectDecl expect) {
    StringBuilder head = new StringBuilder("expect ").append(expect.verdict().text());
    List<Span> anchors = new ArrayList<>(List.of(expect.verdict().span()));
    NameDecl policy = expect.policy();
    if (policy != null) {
      head.append(" by ").append(policy.text());
      anchors.add(policy.span());
    }
    TextDecl reason = expect.reason();
    if (reason != null) {
      head.append(" reason ").append(TextLiterals.quoted(reason.value()));
      anchors.add(reason.span());
    }
    withOptions(1, head.toString(), anchors, expect.options().fields());
  }

  private static String names(List<NameDecl> names, List<Span> anchors) {
    names.forEach(name -> anchors.add(name.span()));
    return names.stream().map(NameDecl::text).collect(Collectors.joining(", "));
  }
}
