package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Policies of installed kinds with random settings, in pack text: each value is of its setting's
 * type, and at a bound as often as between them. What a kind does not take in one combination is
 * drawn again.
 */
final class RandomSettings {
  private static final String SORT = "setting";

  /** Kinds that are nothing without rules, a plug-in, a model or a service. */
  private static final Set<String> LEFT_OUT =
      Set.of("rules", "external-moderation", "embedding-detector", "flagged-review");

  private static final int DRAWS = 4;
  private static final int MAX_TEXT = 300;

  private static final PackSchema SCHEMA = PackSchemas.installed();
  private static final PackCompiler COMPILER = new PackCompiler(SCHEMA);

  private final Dice dice;

  RandomSettings(Dice dice) {
    this.dice = dice;
  }

  /** The kinds that can run in a phase. */
  static List<KindSchema> kinds(Phase phase) {
    return SCHEMA.kinds().stream()
        .filter(kind -> kind.phases().contains(phase) && !LEFT_OUT.contains(kind.name()))
        .toList();
  }

  /** An entry of a chain. */
  Shape entry(KindSchema kind) {
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Shape> settings = new ArrayList<>();
      if (dice.chance(15)) {
        settings.add(Shape.leaf(SORT, "enforcement: shadow"));
      }
      settings.addAll(fields(kind.settings(), Set.of(), 70 - 15 * draw));
      Shape entry = new Shape("entry", kind.name() + " { ", " ", " }", settings, 0);
      if (compiles(entry)) {
        return entry;
      }
    }
    return Shape.leaf("entry", kind.name());
  }

  private static boolean compiles(Shape entry) {
    String text = "pack p { version: \"1.0.0\" } chain { " + entry.text() + " }";
    return COMPILER.compileText(new SourceText("generated.pack", text)).plan() != null;
  }

  private List<Shape> fields(List<Setting> settings, Set<String> required, int percent) {
    List<Shape> fields = new ArrayList<>();
    for (Setting setting : settings) {
      boolean can = !(setting.type() instanceof SettingType.Unavailable) && !setting.inert();
      if (can && (required.contains(setting.name()) || dice.chance(percent))) {
        fields.add(Shape.fixed(SORT, setting.name() + ": ", "", "", value(setting.type())));
      }
    }
    return fields;
  }

  private Shape value(SettingType type) {
    return switch (type) {
      case SettingType.Text(int max) -> leaf(quoted(text(max)));
      case SettingType.Bool _ -> leaf(dice.pick("true", "false"));
      case SettingType.Int(long min, long max) -> leaf(Long.toString(whole(min, max)));
      case SettingType.OneNumber numbers -> leaf(Long.toString(dice.pick(numbers.numbers())));
      case SettingType.Decimal(double min, double max) -> leaf(decimal(min, max));
      case SettingType.Choice choice -> leaf(quoted(dice.pick(choice.words())));
      case SettingType.Regex _ -> leaf("'" + dice.pick(Vocabulary.REGEXES) + "'");
      case SettingType.SecretReference _ -> leaf("{ env: KEY }");
      case SettingType.Document document ->
          leaf(document.mapping() ? dice.pick(Vocabulary.SCHEMAS) : dice.pick(Vocabulary.NUMBERS));
      case SettingType.ListOf(SettingType element, int max) ->
          new Shape(
              "list", "[", ", ", "]", dice.list(0, Math.min(max, 3), () -> value(element)), 0);
      case SettingType.MapOf(SettingType value, int _) -> entries(value);
      case SettingType.Block(List<Setting> fields, Set<String> required) ->
          new Shape("block", "{ ", ", ", " }", fields(fields, required, 60), required.size());
      case SettingType.Unavailable _ -> throw new IllegalArgumentException("cannot be written");
    };
  }

  private Shape entries(SettingType type) {
    List<Shape> entries = new ArrayList<>();
    for (String key : new TreeSet<>(dice.list(0, 3, () -> dice.pick(Vocabulary.KEYS)))) {
      entries.add(Shape.fixed(SORT, quoted(key) + ": ", "", "", value(type)));
    }
    // WHY: keys of the author's own are written in any order and mean the same.
    return new Shape("map", "{ ", ", ", " }", dice.chance(50) ? entries.reversed() : entries, 0);
  }

  private String text(int max) {
    String text = dice.chance(4) ? "x".repeat(MAX_TEXT) : dice.pick(Vocabulary.WORDS);
    return text.substring(0, Math.min(text.length(), max));
  }

  private long whole(long min, long max) {
    long near = Math.min(max, min + 1 + dice.below(9));
    return dice.pick(List.of(min, max, near, near));
  }

  private String decimal(double min, double max) {
    return Double.toString(dice.pick(List.of(min, max, (min + max) / 2, min + (max - min) / 5)));
  }

  private static Shape leaf(String text) {
    return Shape.leaf("value", text);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
