package dev.keeptrail.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.resolve.RuleKinds;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Packs that mean something mean the same in the other notation, and after the way back. */
class PackConverterProperties {
  private static final List<String> CONDITIONS =
      List.of(
          "wire: tool_call(name like \"wire_*\", arguments.amount > limit * 2)",
          "finding(category under \"pii\", channel == tool_arguments)",
          "not identity(groups contains \"treasury\") # who may",
          "big",
          "count(finding(score >= 0.5)) >= 3",
          "message(text matches '\\bfalcon\\d+\\b', role in [\"user\", \"system\"])",
          "exists (tool_call(index == 0) and finding(category under [\"pii\", \"secret\"]))",
          "(request(model != \"a: b\") or request(stream))",
          "sum(finding(category under \"pii\"), score) > 1 + limit % 7");
  private static final List<String> EFFECTS =
      List.of(
          "block",
          "block \"own.reason\" { message: \"no {1 + 1} \\{braces\\}\" }",
          "escalate \"a.b\" { assign: { team: treasury }, message: 'it is \"so\"' }",
          "flag { tags: { kind: \"x\", more: \"# y\" } }",
          "tag \"t.t\" { tags: { a: \"null\" } }");
  private static final List<String> SETTINGS =
      List.of(
          "prompt-injection { response.action: flag response.message: \"stop: now\" }",
          "prompt-injection { detection: { } }",
          "pii-detector { detect_patterns: ['\\d+', \"[a-z]+\", \"1_000\"] }",
          "dlp-filter { blocked_terms: [yes, \"no\", \"on\", \"1\", \"0x1f\"] }",
          "audit-logger");
  private static final List<String> TESTS =
      List.of(
          "given tool_call { name: \"wire_x\" arguments: { amount: 20_000, deep: [1, { a: null_ }] } }",
          "given message { role: user text: \"hello: there\" }",
          "given response { text: \"line one\\nline two\" }",
          "given request { model: m headers: { x-user-id: \"007\" } }",
          "given counter { name: calls value: 3 }",
          "given identity { user: u groups: [treasury, \"a b\"] }");

  private final PackCompiler compiler = RuleKinds.compiler();

  @Property(tries = 300)
  void bothWaysKeepTheDigest(@ForAll long seed) {
    CompiledPack text = compile("p.pack", pack(new Random(seed)));
    String yaml = PackConverter.convert(text, Syntax.YAML, "q.yaml", this::compile);
    CompiledPack read = compile("q.yaml", yaml);
    String back = PackConverter.convert(read, Syntax.TEXT, "r.pack", this::compile);
    CompiledPack again = compile("r.pack", back);

    assertThat(digest(read)).isEqualTo(digest(text));
    assertThat(digest(again)).isEqualTo(digest(text));
    assertThat(again.files().getFirst().tests()).hasSameSizeAs(text.files().getFirst().tests());
    assertThat(PackFormatter.format(new SourceText("r.pack", back)))
        .isEqualTo(new PackFormatter.Outcome.Formatted(back));
    String yamlAgain = PackConverter.convert(again, Syntax.YAML, "s.yaml", this::compile);
    assertThat(digest(compile("s.yaml", yamlAgain))).isEqualTo(digest(text));
  }

  private static String digest(CompiledPack pack) {
    assertThat(pack.plan()).isNotNull();
    return PlanDigest.of(Objects.requireNonNull(pack.plan()));
  }

  private CompiledPack compile(String name, String text) {
    CompiledPack pack = compile(new SourceText(name, text));
    assertThat(pack.hasErrors())
        .as(text + new FrameRenderer(false).render(pack.diagnostics()))
        .isFalse();
    return pack;
  }

  private CompiledPack compile(SourceText source) {
    return source.name().endsWith(".pack")
        ? compiler.compileText(source)
        : compiler.compileYaml(source);
  }

  private static String pack(Random random) {
    List<String> chain = some(random, SETTINGS.subList(0, 2), 1);
    chain.addAll(some(random, SETTINGS.subList(2, 5), 3));
    StringBuilder text = new StringBuilder("# a pack\n\nlanguage 1\n");
    text.append("pack p { version: \"1.0.0\" description: \"it's: #1\" } # named\n");
    text.append("provider a { provider: simulated model: \"m\" }\n");
    text.append("define limit = 10_000 # most\ndefine big = tool_call(arguments.amount > limit)\n");
    text.append("chain {\n  ").append(String.join("\n  # next\n  ", chain)).append("\n own\n}\n");
    text.append("policy own").append(random.nextBoolean() ? ": rules" : "");
    text.append(" on tool {\n  # shadow first\n  enforcement: shadow\n");
    int rules = 1 + random.nextInt(3);
    for (int i = 0; i < rules; i++) {
      text.append("  # rule ").append(i).append("\n  rule r").append(i).append(" \"what: it\" {\n");
      List<String> conditions = some(random, CONDITIONS, 2);
      conditions.add("true");
      text.append("    when ").append(String.join("\n and ", conditions));
      text.append("\n    then ")
          .append(EFFECTS.get(random.nextInt(EFFECTS.size())))
          .append("\n  }\n");
    }
    text.append("}\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append("test \"t").append(i).append("\" on tool {\n  ");
      text.append(String.join("\n  ", some(random, TESTS, 4)));
      text.append("\n  expect block by own reason \"a.b\" { rules: [r0] }\n}\n");
    }
    return text.append("# the end\n").toString();
  }

  private static List<String> some(Random random, List<String> of, int max) {
    List<String> left = new ArrayList<>(of);
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0 && !left.isEmpty(); i--) {
      some.add(left.remove(random.nextInt(left.size())));
    }
    return some;
  }
}
