package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestCategory;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The categories that findings of a policy can have, with all their ancestors.
 *
 * @param builtIn empty where nothing is known of them, so that nothing is said
 * @param own those of the policy's own patterns and terms; null where the policy is not known
 */
record Categories(Set<String> builtIn, @Nullable Set<String> own) {
  static final String CUSTOM = "custom";

  /** What plug-ins report that no built-in detector does. */
  static final String PLUGIN = "plugin";

  /** What is known before any policy is looked at. */
  static Categories of(List<String> builtIn) {
    return new Categories(withAncestors(builtIn), null);
  }

  /** The same for a policy that has these categories of its own. */
  Categories with(List<String> categories) {
    return new Categories(builtIn, withAncestors(categories));
  }

  /** Reports a category that no finding can have. */
  boolean check(String category, Span span, String path, Problems problems) {
    boolean custom = category.equals(CUSTOM) || category.startsWith(CUSTOM + ".");
    boolean foreign = category.equals(PLUGIN) || category.startsWith(PLUGIN + ".");
    Set<String> known = custom ? own : builtIn;
    if (category.isEmpty()) {
      problems.add(DiagnosticCode.UNKNOWN_CATEGORY, span, path, "a category has a name", null);
      return false;
    }
    // WHY: a pack may be checked where its plug-ins are not; the engine refuses what is missing.
    boolean unknowable = foreign && !builtIn.contains(PLUGIN);
    if (known == null || unknowable || (!custom && known.isEmpty()) || known.contains(category)) {
      return true;
    }
    problems.add(
        DiagnosticCode.UNKNOWN_CATEGORY,
        span,
        path,
        "unknown category " + Quoted.word(category),
        custom ? customHint(category, known) : hint(category));
    return false;
  }

  private static String customHint(String category, Set<String> own) {
    return own.isEmpty()
        ? "this policy has no `patterns` and no `terms` that would give it categories"
        : Wording.choice(category, own, "this policy's own");
  }

  private @Nullable String hint(String category) {
    return NearestCategory.of(category, builtIn)
        .map(near -> "did you mean " + Quoted.word(near) + "?")
        .orElseGet(() ->
            "the roots are "
                + Quoted.words(builtIn.stream().filter(root -> root.indexOf('.') < 0).toList()));
  }

  private static Set<String> withAncestors(List<String> categories) {
    Set<String> all = new LinkedHashSet<>();
    for (String category : categories) {
      for (int dot = category.indexOf('.'); dot >= 0; dot = category.indexOf('.', dot + 1)) {
        all.add(category.substring(0, dot));
      }
      all.add(category);
    }
    return all;
  }
}
