package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.resolve.PatternCheck;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds one value against the type of its setting. */
final class ValueChecker {
  /** The largest whole number that every JSON reader takes exactly. */
  private static final long MAX_EXACT = (1L << 53) - 1;

  private static final int MAX_KEY_LENGTH = 200;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final Problems problems;
  private final BlockChecker blocks;
  private final PatternChecker patterns;
  private final SecretReferenceChecker secrets;
  private final DocumentChecker documents;

  ValueChecker(Problems problems, BlockChecker blocks) {
    this.problems = problems;
    this.blocks = blocks;
    this.patterns = new PatternChecker(problems);
    this.secrets = new SecretReferenceChecker(problems);
    this.documents = new DocumentChecker(problems);
  }

  PatternCheck patterns() {
    return (regex, span, path) ->
        patterns.check(path, new ValueDecl.Text(span, regex), new SettingType.Regex()).isPresent();
  }

  /** The resolved value, or empty when it does not fit; the problems say why. */
  Optional<PlanValue> check(String path, ValueDecl value, SettingType type) {
    if (value instanceof ValueDecl.Invalid) {
      return Optional.empty();
    }
    return switch (type) {
      case SettingType.Text text -> text(path, value, text);
      case SettingType.Bool _ -> bool(path, value);
      case SettingType.Int range -> whole(path, value, range);
      case SettingType.Decimal range -> decimal(path, value, range);
      case SettingType.OneNumber numbers -> number(path, value, numbers);
      case SettingType.Choice choice -> choice(path, value, choice);
      case SettingType.Regex regex -> pattern(path, value, regex);
      case SettingType.SecretReference _ -> secrets.check(path, value);
      case SettingType.Document document -> documents.check(path, value, document);
      case SettingType.Unavailable(String why) -> unavailable(path, value, why);
      case SettingType.ListOf list -> list(path, value, list);
      case SettingType.MapOf map -> map(path, value, map);
      case SettingType.Block block -> block(path, value, block);
    };
  }

  private Optional<PlanValue> text(String path, ValueDecl value, SettingType.Text type) {
    if (!(value instanceof ValueDecl.Text text)) {
      return wrongType(path, value, "a text", textHint(path, value));
    }
    if (text.value().length() > type.maxLength()) {
      problems.add(
          DiagnosticCode.TEXT_TOO_LONG,
          text.span(),
          path,
          name(path) + " may have at most " + type.maxLength() + " characters");
      return Optional.empty();
    }
    return Optional.of(new PlanValue.Text(text.value()));
  }

  private Optional<PlanValue> bool(String path, ValueDecl value) {
    if (value instanceof ValueDecl.Bool bool) {
      return Optional.of(new PlanValue.Bool(bool.value()));
    }
    return wrongType(path, value, "`true` or `false`", truthHint(value));
  }

  private Optional<PlanValue> whole(String path, ValueDecl value, SettingType.Int range) {
    long min = Math.max(range.min(), -MAX_EXACT);
    long max = Math.min(range.max(), MAX_EXACT);
    return switch (value) {
      case ValueDecl.Int number when number.value() >= min && number.value() <= max ->
          Optional.of(new PlanValue.Int(number.value()));
      case ValueDecl.Decimal number when Math.abs(number.value()) <= MAX_EXACT ->
          wrongType(path, value, "a whole number", null);
      case ValueDecl.Int _, ValueDecl.Decimal _ ->
          outOfRange(path, value, Long.toString(min), Long.toString(max));
      default -> wrongType(path, value, "a whole number", numberHint(value));
    };
  }

  private Optional<PlanValue> decimal(String path, ValueDecl value, SettingType.Decimal range) {
    double number;
    switch (value) {
      case ValueDecl.Int whole -> number = whole.value();
      case ValueDecl.Decimal decimal -> number = decimal.value();
      default -> {
        return wrongType(path, value, "a number", numberHint(value));
      }
    }
    if (!(number >= range.min() && number <= range.max()) || !Double.isFinite(number)) {
      return outOfRange(path, value, plain(range.min()), plain(range.max()));
    }
    // WHY: adding zero turns -0.0, which compares unequal, into 0.0.
    return Optional.of(new PlanValue.Decimal(number + 0.0));
  }

  private Optional<PlanValue> number(String path, ValueDecl value, SettingType.OneNumber type) {
    if (!(value instanceof ValueDecl.Int(_, long number))) {
      return wrongType(path, value, "a whole number", numberHint(value));
    }
    if (type.numbers().contains(number)) {
      return Optional.of(new PlanValue.Int(number));
    }
    String why = type.unavailable().get(number);
    String allowed = type.numbers().stream().map(String::valueOf).collect(Collectors.joining(", "));
    problems.add(
        why == null ? DiagnosticCode.UNKNOWN_WORD : DiagnosticCode.KEY_NOT_AVAILABLE,
        value.span(),
        path,
        name(path)
            + (why == null
                ? " cannot be " + number
                : " " + number + " is documented, and not available here"),
        why == null ? "allowed: " + allowed : why);
    return Optional.empty();
  }

  private Optional<PlanValue> unavailable(String path, ValueDecl value, String why) {
    problems.add(
        DiagnosticCode.KEY_NOT_AVAILABLE,
        value.span(),
        path,
        name(path) + " is documented, and not available here",
        why);
    return Optional.empty();
  }

  private Optional<PlanValue> choice(String path, ValueDecl value, SettingType.Choice choice) {
    if (!(value instanceof ValueDecl.Text text)) {
      return wrongType(path, value, "one of " + Quoted.words(choice.words()), null);
    }
    if (choice.words().contains(text.value())) {
      return Optional.of(new PlanValue.Text(text.value()));
    }
    String why = choice.unavailable().get(text.value());
    if (why != null) {
      problems.add(
          DiagnosticCode.KEY_NOT_AVAILABLE,
          text.span(),
          path,
          name(path) + " " + Quoted.word(text.value()) + " is documented, and not available here",
          why);
      return Optional.empty();
    }
    problems.add(
        DiagnosticCode.UNKNOWN_WORD,
        text.span(),
        path,
        name(path) + " cannot be " + Quoted.word(text.value()),
        AllowedWords.hint(text.value(), List.copyOf(choice.words())));
    return Optional.empty();
  }

  private Optional<PlanValue> pattern(String path, ValueDecl value, SettingType.Regex regex) {
    if (!(value instanceof ValueDecl.Text text)) {
      return wrongType(path, value, "a regular expression", quotesHint(value));
    }
    return patterns.check(path, text, regex);
  }

  private Optional<PlanValue> list(String path, ValueDecl value, SettingType.ListOf type) {
    if (!(value instanceof ValueDecl.Sequence sequence)) {
      return wrongType(
          path, value, "a list", "write it as `[...]`, or one `- ` line for each entry");
    }
    if (isTooLong(path, value, sequence.items().size(), type.maxSize())) {
      return Optional.empty();
    }
    List<PlanValue> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      check(path + "[" + i + "]", sequence.items().get(i), type.element()).ifPresent(items::add);
    }
    return Optional.of(new PlanValue.Sequence(items));
  }

  private Optional<PlanValue> map(String path, ValueDecl value, SettingType.MapOf type) {
    if (!(value instanceof ValueDecl.Mapping mapping)) {
      return wrongType(path, value, "a mapping", null);
    }
    if (isTooLong(path, value, mapping.fields().size(), type.maxSize())) {
      return Optional.empty();
    }
    // WHY: plans of one digest do the same, and the digest knows no order of keys.
    Map<String, PlanValue> entries = new TreeMap<>();
    for (FieldDecl field : mapping.fields()) {
      if (field.name().isBlank() || field.name().length() > MAX_KEY_LENGTH) {
        problems.add(
            DiagnosticCode.INVALID_NAME,
            field.span(),
            path,
            "a key in " + name(path) + " must have 1 to " + MAX_KEY_LENGTH + " characters");
        continue;
      }
      check(path + "." + field.name(), field.value(), type.value())
          .ifPresent(checked -> entries.put(field.name(), checked));
    }
    return Optional.of(new PlanValue.Mapping(entries));
  }

  private Optional<PlanValue> block(String path, ValueDecl value, SettingType.Block type) {
    return switch (value) {
      case ValueDecl.Mapping mapping -> Optional.of(block(path, value, mapping.fields(), type));
      case ValueDecl.Nothing _ -> Optional.of(block(path, value, List.of(), type));
      default -> wrongType(path, value, "a mapping", keys(type));
    };
  }

  private static @Nullable String keys(SettingType.Block type) {
    List<String> names = type.fields().stream().map(Setting::name).toList();
    return names.isEmpty() ? null : "its keys: " + Quoted.words(names);
  }

  private PlanValue block(
      String path, ValueDecl value, List<FieldDecl> written, SettingType.Block type) {
    for (Setting field : type.fields()) {
      boolean missing = written.stream().noneMatch(one -> one.name().equals(field.name()));
      if (missing && type.required().contains(field.name())) {
        problems.add(
            DiagnosticCode.MISSING_KEY,
            value.span(),
            path + "." + field.name(),
            Quoted.word(path) + " lacks " + Quoted.word(field.name()),
            field.doc());
      }
    }
    return blocks.check(path, written, type.fields());
  }

  private boolean isTooLong(String path, ValueDecl value, int size, int max) {
    if (size <= max) {
      return false;
    }
    problems.add(
        DiagnosticCode.TOO_MANY_ENTRIES,
        value.span(),
        path,
        name(path) + " has " + size + " entries, more than " + max);
    return true;
  }

  private Optional<PlanValue> outOfRange(String path, ValueDecl value, String min, String max) {
    problems.add(
        DiagnosticCode.OUT_OF_RANGE,
        value.span(),
        path,
        name(path) + " must be from " + min + " to " + max);
    return Optional.empty();
  }

  private Optional<PlanValue> wrongType(
      String path, ValueDecl value, String expected, @Nullable String hint) {
    boolean nothing = value instanceof ValueDecl.Nothing;
    problems.add(
        DiagnosticCode.WRONG_TYPE,
        value.span(),
        path,
        name(path) + " must be " + expected + ", not " + value.describe(),
        nothing ? "write a value, or remove the key" : hint);
    return Optional.empty();
  }

  private static @Nullable String truthHint(ValueDecl value) {
    if (!(value instanceof ValueDecl.Text text)) {
      return null;
    }
    return switch (text.value().toLowerCase(Locale.ROOT)) {
      case "yes", "on", "true" -> "write `true`, without quotes";
      case "no", "off", "false" -> "write `false`, without quotes";
      default -> null;
    };
  }

  private static @Nullable String numberHint(ValueDecl value) {
    return value instanceof ValueDecl.Text text && NUMBER.matcher(text.value()).matches()
        ? "write it without quotes"
        : null;
  }

  /** WHY: quotes would not make a version of {@code 1.0}, but the next problem. */
  private static @Nullable String textHint(String path, ValueDecl value) {
    return path.equals("pack.version") ? Names.VERSION_HINT : quotesHint(value);
  }

  private static @Nullable String quotesHint(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Bool _, ValueDecl.Int _, ValueDecl.Decimal _ -> "put it in quotes";
      default -> null;
    };
  }

  private static String name(String path) {
    return Quoted.word(path.substring(path.lastIndexOf('.') + 1));
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < MAX_EXACT
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
