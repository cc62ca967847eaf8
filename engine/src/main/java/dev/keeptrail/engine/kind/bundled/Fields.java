package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Short forms in which the bundled kinds write down their settings, and the bounds they share. */
final class Fields {
  /** How many patterns or terms a block may list. */
  private static final int MAX_PATTERNS = 200;

  private static final int MAX_TERMS = 10_000;
  private static final int MAX_TOOLS = 1_000;
  private static final int MAX_TERM_LENGTH = 200;
  private static final int MAX_MARKER_LENGTH = 64;
  private static final int MAX_MESSAGE_LENGTH = 500;

  /** How many roles or tools a block may say something of. */
  private static final int MAX_BLOCKS = 200;

  private static final int MAX_DOCUMENT_VALUES = 2_000;

  private static final SettingType TOOLS =
      new SettingType.ListOf(new SettingType.Text(MAX_TERM_LENGTH), MAX_TOOLS);

  /** Edits beyond this make any two words alike. */
  private static final int MAX_DISTANCE = 8;

  private Fields() {}

  static Setting bool(String name, boolean value, String doc, String... aliases) {
    return field(name, new SettingType.Bool(), new PlanValue.Bool(value), doc, aliases);
  }

  /** A switch that may be left out and goes with some values of its siblings only. */
  static Setting boolBeside(String name, Map<String, List<String>> siblings, String doc) {
    return field(name, new SettingType.Bool(siblings), null, doc);
  }

  static Setting choice(
      String name, List<String> words, String value, String doc, String... aliases) {
    return choice(name, new SettingType.Choice(words), value, doc, aliases);
  }

  static Setting choice(
      String name, SettingType.Choice type, String value, String doc, String... aliases) {
    return field(name, type, new PlanValue.Text(value), doc, aliases);
  }

  static Setting probability(String name, double value, String doc, String... aliases) {
    return field(name, new SettingType.Decimal(0, 1), new PlanValue.Decimal(value), doc, aliases);
  }

  /** A probability that holds instead of a general one where it is given. */
  static Setting ownProbability(String name, String doc) {
    return field(name, new SettingType.Decimal(0, 1), null, doc);
  }

  static Setting patterns(String name, String doc, String... aliases) {
    return patterns(name, Map.of(), doc, aliases);
  }

  /**
   * @param misread words that authors take for names of categories, with advice
   */
  static Setting patterns(String name, Map<String, String> misread, String doc, String... aliases) {
    var type = new SettingType.ListOf(new SettingType.Regex(misread), MAX_PATTERNS);
    return field(name, type, new PlanValue.Sequence(List.of()), doc, aliases);
  }

  /** A list of words out of a closed set; empty if not given. */
  static Setting words(String name, List<String> words, String doc) {
    var type = new SettingType.ListOf(new SettingType.Choice(words), MAX_PATTERNS);
    return field(name, type, new PlanValue.Sequence(List.of()), doc);
  }

  static Setting terms(String name, String doc) {
    var type = new SettingType.ListOf(new SettingType.Text(MAX_TERM_LENGTH), MAX_TERMS);
    return field(name, type, new PlanValue.Sequence(List.of()), doc);
  }

  /** Patterns under names of the author's own. */
  static Setting namedPatterns(String name, String doc) {
    var type = new SettingType.MapOf(new SettingType.Regex(), MAX_PATTERNS);
    return field(name, type, new PlanValue.Mapping(Map.of()), doc);
  }

  /** Lists of words under names of the author's own. */
  static Setting namedTerms(String name, String doc) {
    var list = new SettingType.ListOf(new SettingType.Text(MAX_TERM_LENGTH), MAX_TERMS);
    var type = new SettingType.MapOf(list, MAX_PATTERNS);
    return field(name, type, new PlanValue.Mapping(Map.of()), doc);
  }

  /** A whole number with a default of its own. */
  static Setting integer(String name, SettingType.Int type, int value, String doc) {
    return field(name, type, new PlanValue.Int(value), doc);
  }

  static Setting distance() {
    return field(
        "max_distance",
        new SettingType.Int(0, MAX_DISTANCE),
        new PlanValue.Int(1),
        "with `fuzzy_matching`, how many edits (Levenshtein, per word) a match may be away");
  }

  /** A text with a default of its own. */
  static Setting text(String name, SettingType.Text type, String value, String doc) {
    return field(name, type, new PlanValue.Text(value), doc);
  }

  static Setting message(String name, String doc) {
    return field(name, new SettingType.Text(MAX_MESSAGE_LENGTH), null, doc);
  }

  static Setting markers(String name, String doc) {
    var type = new SettingType.MapOf(new SettingType.Text(MAX_MARKER_LENGTH), MAX_PATTERNS);
    return field(name, type, new PlanValue.Mapping(Map.of()), doc);
  }

  static Setting secret(String name, String doc) {
    return field(name, new SettingType.SecretReference(), null, doc);
  }

  /** Names of tools, {@code *} and {@code ?} standing for others; empty if not given. */
  static Setting tools(String name, String doc) {
    return field(name, TOOLS, new PlanValue.Sequence(List.of()), doc);
  }

  /** Names of tools, as {@link #tools}; not giving the list is not the same as an empty one. */
  static Setting optionalTools(String name, String doc) {
    return field(name, TOOLS, null, doc);
  }

  /** A list of short texts with a default of its own. */
  static Setting texts(String name, List<String> values, String doc) {
    var type = new SettingType.ListOf(new SettingType.Text(MAX_TERM_LENGTH), MAX_PATTERNS);
    return field(name, type, sequence(values), doc);
  }

  /** A list of words out of a closed set, with a default of its own. */
  static Setting words(String name, List<String> words, List<String> values, String doc) {
    var type = new SettingType.ListOf(new SettingType.Choice(words), MAX_PATTERNS);
    return field(name, type, sequence(values), doc);
  }

  private static PlanValue.Sequence sequence(List<String> values) {
    return new PlanValue.Sequence(values.stream().<PlanValue>map(PlanValue.Text::new).toList());
  }

  /** A bound that does not hold unless it is given. */
  static Setting limit(String name, SettingType type, String doc) {
    return field(name, type, null, doc);
  }

  /** One block for each name of the author's own. */
  static Setting blocks(String name, String doc, Setting... fields) {
    var type = new SettingType.MapOf(new SettingType.Block(List.of(fields)), MAX_BLOCKS);
    return field(name, type, new PlanValue.Mapping(Map.of()), doc);
  }

  /** A list of blocks, in each of which the named fields must be written. */
  static Setting blockList(String name, String doc, Set<String> required, Setting... fields) {
    var block = new SettingType.Block(List.of(fields), required);
    return field(
        name, new SettingType.ListOf(block, MAX_PATTERNS), new PlanValue.Sequence(List.of()), doc);
  }

  /** JSON documents under names of the author's own. */
  static Setting documents(String name, String doc) {
    var type = new SettingType.MapOf(new SettingType.Document(MAX_DOCUMENT_VALUES), MAX_BLOCKS);
    return field(name, type, new PlanValue.Mapping(Map.of()), doc);
  }

  static Setting block(String name, String doc, Setting... fields) {
    return field(name, new SettingType.Block(List.of(fields)), null, doc);
  }

  /** A block in which the named fields must be written. */
  static Setting block(String name, String doc, Set<String> required, Setting... fields) {
    return field(name, new SettingType.Block(List.of(fields), required), null, doc);
  }

  /** A field that is read for compatibility and changes nothing. */
  static Setting inert(String name, SettingType type, String doc, String... aliases) {
    return new Setting(name, type, null, doc, List.of(aliases), true);
  }

  /** A list of numbers out of a closed set, with a default of its own. */
  static Setting numbers(String name, SettingType.OneNumber type, List<Long> values, String doc) {
    return field(
        name,
        new SettingType.ListOf(type, MAX_PATTERNS),
        new PlanValue.Sequence(values.stream().<PlanValue>map(PlanValue.Int::new).toList()),
        doc);
  }

  /** Whatever JSON can say; nothing if not given. */
  static Setting anything(String name, String doc) {
    return field(name, new SettingType.Document(MAX_DOCUMENT_VALUES, false), null, doc);
  }

  /** A decimal with a default of its own. */
  static Setting decimal(String name, SettingType.Decimal type, double value, String doc) {
    return field(name, type, new PlanValue.Decimal(value), doc);
  }

  /** A documented field that a pack may not have. */
  static Setting unavailable(String name, String why) {
    return field(name, new SettingType.Unavailable(why), null, why);
  }

  private static Setting field(
      String name, SettingType type, @Nullable PlanValue value, String doc, String... aliases) {
    return new Setting(name, type, value, doc, List.of(aliases), false);
  }
}
