package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A tool is named in a list of permitted ones and in the list of refused ones beside it, by the
 * same name or glob but for case. What refuses wins.
 */
final class ToolNeverAllowed implements LintRule {
  private static final Set<String> ALLOWING = Set.of("allowed_tools", "allowed");
  private static final Set<String> REFUSING = Set.of("blocked_tools", "denied_tools", "denied");

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.TOOL_NEVER_ALLOWED;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<WrittenList> lists =
        WrittenList.of(pack).stream().filter(ToolNeverAllowed::isOfTools).toList();
    Map<String, ValueDecl.Text> refused = new HashMap<>();
    for (WrittenList list : lists) {
      if (REFUSING.contains(nameOf(list))) {
        list.texts().forEach(text -> refused.putIfAbsent(key(list, text), text));
      }
    }
    for (WrittenList list : lists) {
      if (ALLOWING.contains(nameOf(list))) {
        for (ValueDecl.Text text : list.texts()) {
          ValueDecl.Text other = refused.get(key(list, text));
          if (other != null) {
            report(list, text, other, advice);
          }
        }
      }
    }
  }

  private static void report(
      WrittenList list, ValueDecl.Text text, ValueDecl.Text other, Advice advice) {
    advice.add(
        text.span(),
        list.pathOf(text),
        Quoted.word(text.value()) + " is allowed and denied: it is denied",
        "remove it from one of the lists",
        new RelatedPlace(other.span(), "denied here"));
  }

  private static boolean isOfTools(WrittenList list) {
    String kind = list.policy().kindName();
    return kind.equals(Kinds.AGENT_FIREWALL) || kind.equals(Kinds.RBAC);
  }

  private static String nameOf(WrittenList list) {
    return list.path().substring(list.path().lastIndexOf('.') + 1);
  }

  /** Lists of one block share it: the block's path, and the name as refusals compare it. */
  private static String key(WrittenList list, ValueDecl.Text text) {
    String block = list.path().substring(0, list.path().lastIndexOf('.'));
    return block + "\n" + text.value().strip().toLowerCase(Locale.ROOT);
  }
}
