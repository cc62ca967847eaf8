package dev.keeptrail.language.lint;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/**
 * A replacement names a group of its pattern, such as {@code $1}, and is put in as it is written.
 */
final class GroupInReplacement implements LintRule {
  private static final String PATTERN = "pattern";
  private static final String REPLACEMENT = "replacement";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.GROUP_IN_REPLACEMENT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenList list : WrittenList.of(pack)) {
      if (list.element() instanceof SettingType.Block block
          && block.fields().stream().anyMatch(field -> field.name().equals(REPLACEMENT))) {
        for (ValueDecl item : list.sequence().items()) {
          if (item instanceof ValueDecl.Mapping rule) {
            check(list.pathOf(item), rule.fields(), advice);
          }
        }
      }
    }
  }

  private static void check(String path, List<FieldDecl> rule, Advice advice) {
    Optional<ValueDecl.Text> pattern = text(rule, PATTERN);
    Optional<ValueDecl.Text> replacement = text(rule, REPLACEMENT);
    if (pattern.isEmpty() || replacement.isEmpty()) {
      return;
    }
    group(pattern.get().value(), replacement.get().value())
        .ifPresent(named ->
            advice.add(
                replacement.get().span(),
                path + "." + REPLACEMENT,
                Quoted.word(named) + " is put in as it is written",
                "groups of the match are not put in; write the text itself, or let `pattern` match"
                    + " only what is to go"));
  }

  private static Optional<ValueDecl.Text> text(List<FieldDecl> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(FieldDecl::value)
        .filter(ValueDecl.Text.class::isInstance)
        .map(ValueDecl.Text.class::cast)
        .findFirst();
  }

  /** The first reference to a group that the pattern has. */
  private static Optional<String> group(String regex, String replacement) {
    try {
      Pattern pattern = Pattern.compile(regex);
      for (int group = 0; group <= pattern.groupCount(); group++) {
        for (String form : List.of("$" + group, "${" + group + "}", "\\" + group)) {
          if (names(replacement, form)) {
            return Optional.of(form);
          }
        }
      }
      return pattern.namedGroups().keySet().stream()
          .map(name -> "${" + name + "}")
          .filter(replacement::contains)
          .sorted()
          .findFirst();
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** {@code $1} is no part of {@code $100}. */
  private static boolean names(String replacement, String form) {
    int end = replacement.indexOf(form) + form.length();
    return replacement.contains(form)
        && (end == replacement.length() || !Character.isDigit(replacement.charAt(end)));
  }
}
