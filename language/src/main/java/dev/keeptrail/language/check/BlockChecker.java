package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.KnownElsewhere;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.resolve.PatternCheck;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a block's fields against its settings and fills in defaults. The result is in the settings'
 * order, and leaves out what has no effect, so that it depends on the meaning alone.
 */
final class BlockChecker {
  private final Problems problems;
  private final ValueChecker values;

  BlockChecker(Problems problems) {
    this.problems = problems;
    this.values = new ValueChecker(problems, this);
  }

  /** Judges patterns outside of settings by the same measure, and counts them in. */
  PatternCheck patterns() {
    return values.patterns();
  }

  PlanValue.Mapping check(String path, List<FieldDecl> fields, List<Setting> settings) {
    Map<String, Setting> known = new LinkedHashMap<>();
    settings.forEach(setting -> known.put(setting.name(), setting));
    Map<String, PlanValue> checked = new HashMap<>();
    for (FieldDecl field : fields) {
      Setting setting = known.get(field.name());
      if (setting == null) {
        problems.add(
            KnownElsewhere.report(field.span(), path, field.name())
                .orElseGet(() -> unknown(path, field, known)));
      } else {
        checkField(path, field, setting, checked);
        checkNeeds(path, field, setting, fields);
        checkBeside(path, field, setting, fields);
      }
    }
    return inOrder(settings, checked);
  }

  /** A key that is none here may be one of a block inside of this one. */
  private static Diagnostic unknown(String path, FieldDecl field, Map<String, Setting> known) {
    List<String> homes =
        known.values().stream()
            .filter(setting -> isIn(setting.type(), field.name()))
            .map(Setting::name)
            .toList();
    return homes.size() == 1
        ? UnknownKey.inside(field.span(), path, field.name(), homes.getFirst(), known.keySet())
        : UnknownKey.of(field.span(), path, field.name(), known.keySet());
  }

  private static boolean isIn(SettingType type, String name) {
    return type instanceof SettingType.Block block
        && block.fields().stream().anyMatch(inner -> inner.name().equals(name));
  }

  private void checkField(
      String path, FieldDecl field, Setting setting, Map<String, PlanValue> checked) {
    String fieldPath = path + "." + field.name();
    if (setting.inert()) {
      problems.add(
          DiagnosticCode.KEY_WITHOUT_EFFECT,
          field.span(),
          fieldPath,
          Quoted.word(field.name()) + " has no effect",
          setting.doc().isEmpty() ? null : setting.doc());
    }
    values
        .check(fieldPath, field.value(), setting.type())
        .ifPresent(value -> checked.put(field.name(), value));
  }

  private void checkNeeds(String path, FieldDecl field, Setting setting, List<FieldDecl> siblings) {
    if (!(setting.type() instanceof SettingType.Choice(_, Map<String, String> needs, _))
        || !(field.value() instanceof ValueDecl.Text(_, String word))) {
      return;
    }
    String needed = needs.get(word);
    if (needed != null && siblings.stream().noneMatch(other -> other.name().equals(needed))) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          field.span(),
          path + "." + needed,
          Quoted.word(field.name()) + " " + Quoted.word(word) + " needs " + Quoted.word(needed),
          isWritten(field)
              ? "write " + Quoted.word(needed) + " beside it"
              : "write a mapping with `%s: %s` and `%s` in its place"
                  .formatted(field.name(), word, needed));
    }
  }

  /** Whether the field stands there, and not a short form that means it. */
  private static boolean isWritten(FieldDecl field) {
    return field.span().text().contains(field.name());
  }

  private void checkBeside(
      String path, FieldDecl field, Setting setting, List<FieldDecl> siblings) {
    if (!(setting.type() instanceof SettingType.Bool(Map<String, List<String>> beside))
        || !(field.value() instanceof ValueDecl.Bool(_, boolean on))
        || !on) {
      return;
    }
    for (FieldDecl sibling : siblings) {
      List<String> fitting = beside.get(sibling.name());
      String word = word(sibling.value());
      if (fitting != null && word != null && !fitting.contains(word)) {
        problems.add(
            DiagnosticCode.CONFLICTING_KEYS,
            field.span(),
            path + "." + field.name(),
            Quoted.word(field.name())
                + " does not go with "
                + Quoted.word(sibling.name())
                + " "
                + Quoted.word(word),
            "write "
                + Quoted.word(sibling.name())
                + " "
                + fitting.stream().map(Quoted::word).collect(Collectors.joining(" or ")));
      }
    }
  }

  private static @Nullable String word(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Text text -> text.value();
      case ValueDecl.Bool bool -> Boolean.toString(bool.value());
      case ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Nothing _,
          ValueDecl.Sequence _,
          ValueDecl.Mapping _,
          ValueDecl.Invalid _ ->
          null;
    };
  }

  private PlanValue.Mapping inOrder(List<Setting> settings, Map<String, PlanValue> checked) {
    Map<String, PlanValue> ordered = new LinkedHashMap<>();
    for (Setting setting : settings) {
      if (setting.inert()) {
        continue;
      }
      PlanValue given = checked.get(setting.name());
      PlanValue value = given == null ? defaultOf(setting) : given;
      if (value != null) {
        ordered.put(setting.name(), value);
      }
    }
    return new PlanValue.Mapping(ordered);
  }

  private @Nullable PlanValue defaultOf(Setting setting) {
    if (setting.defaultValue() == null && setting.type() instanceof SettingType.Block block) {
      return inOrder(block.fields(), Map.of());
    }
    return setting.defaultValue();
  }
}
