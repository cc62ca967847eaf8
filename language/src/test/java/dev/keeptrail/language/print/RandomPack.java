package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes trees of packs that are sound as texts go, whatever the checks would say of them. */
final class RandomPack {
  private static final Span NOWHERE = Span.startOf(new SourceText("", ""));
  private static final List<String> NAMES =
      List.of(
          "a",
          "b_2",
          "wire-transfers",
          "under",
          "called",
          "like",
          "given_x",
          "on",
          "X",
          "contains",
          "reason",
          "by",
          "expect-x",
          "matches",
          "pii-detector",
          "_x",
          "then-some");

  /** What the names of packs and ids of providers start with, some of which need quotes. */
  private static final List<String> TITLES = List.of("", "", "2nd.", "a.", "1", "x-");

  private static final List<String> KEYS =
      List.of(
          "action",
          "redaction",
          "x y",
          "rule",
          "not",
          "when",
          "a.b",
          "1st",
          "é",
          "marker_format",
          "message",
          "true",
          "q\"uote");
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "two words",
          "true",
          "12",
          "a.b",
          "it's",
          "\"quoted\"",
          "\\d+[a-z]{1,3}",
          "{placeholder}",
          "\\{no placeholder\\}",
          "\\\\{x}",
          "tab\tand\nline",
          "a\\",
          "é😀",
          "\u0007",
          "# no comment",
          "\"\"\"",
          "'\"",
          " spaces ",
          "rule",
          "null",
          "~",
          "on",
          "0x1f",
          "- a",
          "key: value",
          "[a]",
          "line one\nline two\n",
          "\n",
          "trailing space \nx",
          "1e3",
          ".5",
          "@",
          "a #b",
          "a: ",
          "-1",
          "\u2028",
          "a very long text that goes on and on and on, so that what holds"
              + " it does not fit on one line of a hundred characters");

  private static final List<String> VERBS =
      List.of("block", "escalate", "redact", "rewrite", "flag", "tag", "allow");

  private final Random random;
  private final boolean yaml;
  private int serial;

  private RandomPack(Random random, boolean yaml) {
    this.random = random;
    this.yaml = yaml;
  }

  static PackFile of(Random random) {
    return new RandomPack(random, false).file();
  }

  /** One that the YAML reader takes: with verbs that exist, and without what only text has. */
  static PackFile forYaml(Random random) {
    return new RandomPack(random, true).file();
  }

  static ExprDecl expression(Random random) {
    return new RandomPack(random, false).expression(5);
  }

  private PackFile file() {
    List<PolicyDecl> policies = new ArrayList<>();
    ChainDecl chain = random.nextInt(4) == 0 ? null : chain(policies);
    policies.addAll(some(3, this::policy));
    return new PackFile(
        NOWHERE,
        PackFile.Syntax.TEXT,
        maybe(() -> new LanguageDecl(NOWHERE, new ValueDecl.Int(NOWHERE, 1))),
        some(2, () -> new ImportDecl(NOWHERE, text())),
        maybe(() -> named("name")),
        some(2, () -> named("id")),
        some(3, () -> new DefineDecl(NOWHERE, unique(), expression(4))),
        chain,
        policies,
        yaml ? List.of() : some(2, this::test),
        maybe(() -> block(2)),
        maybe(() -> block(2)),
        List.of());
  }

  private ChainDecl chain(List<PolicyDecl> policies) {
    List<NameDecl> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      NameDecl name = unique();
      entries.add(name);
      BlockDecl block = block(2);
      if (!yaml && !block.fields().isEmpty()) {
        policies.add(new PolicyDecl(NOWHERE, name, null, List.of(), block, List.of(), false, true));
      }
    }
    return new ChainDecl(NOWHERE, entries, true);
  }

  private PolicyDecl policy() {
    List<RuleDecl> rules = some(3, this::rule);
    return new PolicyDecl(
        NOWHERE,
        unique(),
        maybe(this::name),
        some(2, this::name),
        block(2),
        rules,
        !rules.isEmpty(),
        false);
  }

  private RuleDecl rule() {
    return new RuleDecl(NOWHERE, unique(), maybe(this::text), expression(5), effect());
  }

  private EffectDecl effect() {
    NameDecl verb = yaml ? new NameDecl(NOWHERE, "", one(VERBS)) : name();
    return new EffectDecl(NOWHERE, verb, some(2, this::name), maybe(this::text), block(2));
  }

  private TestDecl test() {
    return new TestDecl(
        NOWHERE,
        new TextDecl(NOWHERE, "test " + serial++),
        maybe(this::name),
        some(3, () -> new TestDecl.GivenDecl(NOWHERE, name(), block(2))),
        some(
            2,
            () ->
                new TestDecl.ExpectDecl(
                    NOWHERE, name(), maybe(this::name), maybe(this::text), block(1))));
  }

  private BlockDecl named(String key) {
    List<FieldDecl> fields = new ArrayList<>();
    fields.add(
        new FieldDecl(NOWHERE, key, new ValueDecl.Text(NOWHERE, one(TITLES) + unique().text())));
    fields.addAll(fields(2));
    return new BlockDecl(NOWHERE, "", fields, true);
  }

  private BlockDecl block(int depth) {
    return new BlockDecl(NOWHERE, "", fields(depth), true);
  }

  private List<FieldDecl> fields(int depth) {
    List<FieldDecl> fields = new ArrayList<>();
    List<String> keys = new ArrayList<>(KEYS);
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = keys.remove(random.nextInt(keys.size()));
      fields.add(new FieldDecl(NOWHERE, key, value(depth)));
    }
    return fields;
  }

  private ValueDecl value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0, 1 -> new ValueDecl.Text(NOWHERE, one(TEXTS));
      case 2 -> new ValueDecl.Bool(NOWHERE, random.nextBoolean());
      case 3 -> new ValueDecl.Int(NOWHERE, random.nextInt());
      case 4 -> new ValueDecl.Decimal(NOWHERE, (random.nextInt(2_000_001) - 1e6) / 7 + 0.1);
      case 5, 6 -> new ValueDecl.Sequence(NOWHERE, some(4, () -> value(depth - 1)));
      default -> new ValueDecl.Mapping(NOWHERE, fields(depth - 1));
    };
  }

  private ExprDecl expression(int depth) {
    return switch (random.nextInt(depth > 0 ? 16 : 5)) {
      case 0 -> new ExprDecl.Text(NOWHERE, one(TEXTS));
      case 1 -> new ExprDecl.Decimal(NOWHERE, random.nextInt(100_000) / 8.0);
      case 2 -> new ExprDecl.Truth(NOWHERE, random.nextBoolean());
      case 3, 4 -> path();
      case 5 -> new ExprDecl.Items(NOWHERE, some(3, () -> expression(depth - 1)));
      case 6, 7 -> call(depth);
      case 8 -> new ExprDecl.Bound(NOWHERE, name(), random.nextBoolean() ? call(depth) : single());
      case 9, 10 ->
          new ExprDecl.Unary(
              NOWHERE, one(List.of(ExprDecl.UnaryOperator.values())), expression(depth - 1));
      case 11 -> new ExprDecl.Grouped(NOWHERE, expression(depth - 1));
      default ->
          new ExprDecl.Binary(
              NOWHERE,
              one(List.of(ExprDecl.BinaryOperator.values())),
              expression(depth - 1),
              expression(depth - 1));
    };
  }

  private ExprDecl call(int depth) {
    return new ExprDecl.Call(NOWHERE, name(), some(4, () -> expression(depth - 1)));
  }

  private ExprDecl single() {
    return new ExprDecl.Name(
        NOWHERE, List.of(new ExprDecl.NamePart.Member(NOWHERE, name().text())));
  }

  private ExprDecl path() {
    List<ExprDecl.NamePart> parts = new ArrayList<>();
    parts.add(new ExprDecl.NamePart.Member(NOWHERE, name().text()));
    parts.addAll(
        some(
            3,
            () ->
                random.nextBoolean()
                    ? new ExprDecl.NamePart.Member(NOWHERE, one(KEYS))
                    : new ExprDecl.NamePart.Element(NOWHERE, random.nextInt(100))));
    return new ExprDecl.Name(NOWHERE, parts);
  }

  private NameDecl name() {
    return new NameDecl(NOWHERE, "", one(NAMES) + (yaml ? "_" : ""));
  }

  private NameDecl unique() {
    return new NameDecl(NOWHERE, "", one(NAMES) + "-" + serial++);
  }

  private TextDecl text() {
    return new TextDecl(NOWHERE, one(TEXTS));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> List<T> some(int max, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> @Nullable T maybe(Supplier<T> part) {
    return random.nextBoolean() ? part.get() : null;
  }
}
