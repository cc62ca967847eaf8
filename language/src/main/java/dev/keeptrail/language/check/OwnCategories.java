package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The categories that a policy of kind {@code rules} defines: one for each entry of its {@code
 * patterns} and {@code terms}.
 */
final class OwnCategories {
  private static final List<String> SETTINGS = List.of("patterns", "terms");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Problems problems;

  OwnCategories(Problems problems) {
    this.problems = problems;
  }

  List<String> of(PolicyDecl policy) {
    List<String> categories = new ArrayList<>();
    for (FieldDecl setting : policy.block().fields()) {
      if (SETTINGS.contains(setting.name())
          && setting.value() instanceof ValueDecl.Mapping(_, List<FieldDecl> entries)) {
        entries.forEach(entry -> add(entry, setting.name(), policy, categories));
      }
    }
    return categories;
  }

  private void add(FieldDecl entry, String setting, PolicyDecl policy, List<String> categories) {
    String path = "policy." + policy.name().text() + "." + setting;
    String category = category(policy.name().text(), entry.name());
    if (!NAME.matcher(entry.name()).matches()) {
      problems.add(
          DiagnosticCode.INVALID_NAME,
          entry.span(),
          path,
          Quoted.word(entry.name()) + " is no name for a category",
          "1 to 64 letters, digits, `-` and `_`");
    } else if (categories.contains(category)) {
      problems.add(
          DiagnosticCode.DUPLICATE_NAME,
          entry.span(),
          path,
          "two lists of this policy give the category " + Quoted.word(category),
          "`patterns` and `terms` share their names, and `-` counts as `_`");
    } else {
      categories.add(category);
    }
  }

  private static String category(String policy, String name) {
    return ("custom." + policy + "." + name).replace('-', '_');
  }
}
