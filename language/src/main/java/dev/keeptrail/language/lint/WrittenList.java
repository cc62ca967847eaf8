package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list setting of a policy, as written.
 *
 * @param path in the document's own terms
 * @param element what its elements are
 */
record WrittenList(
    PolicyDecl policy, String path, SettingType element, ValueDecl.Sequence sequence) {
  /** All list settings of all policies, found by what the kinds say of their settings. */
  static List<WrittenList> of(LintedPack pack) {
    List<WrittenList> lists = new ArrayList<>();
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        pack.kind(policy.kindName())
            .ifPresent(kind ->
                collect(
                    policy,
                    "policy." + policy.name().text(),
                    policy.block().fields(),
                    kind.settings(),
                    lists));
      }
    }
    return lists;
  }

  /** The texts among the items, in order. */
  List<ValueDecl.Text> texts() {
    return sequence.items().stream()
        .filter(ValueDecl.Text.class::isInstance)
        .map(ValueDecl.Text.class::cast)
        .toList();
  }

  /** The fix that takes out an item. */
  Optional<Fix> removal(ValueDecl item) {
    List<Span> places = sequence.items().stream().map(ValueDecl::span).toList();
    return ItemRemoval.of(places, sequence.items().indexOf(item))
        .map(edit -> new Fix("Remove it", List.of(edit)));
  }

  String pathOf(ValueDecl item) {
    return path + "[" + sequence.items().indexOf(item) + "]";
  }

  private static void collect(
      PolicyDecl policy,
      String path,
      List<FieldDecl> fields,
      List<Setting> settings,
      List<WrittenList> lists) {
    for (FieldDecl field : fields) {
      for (Setting setting : settings) {
        if (setting.name().equals(field.name())) {
          collect(policy, path + "." + field.name(), field.value(), setting.type(), lists);
        }
      }
    }
  }

  private static void collect(
      PolicyDecl policy, String path, ValueDecl value, SettingType type, List<WrittenList> lists) {
    switch (type) {
      case SettingType.ListOf list when value instanceof ValueDecl.Sequence sequence ->
          lists.add(new WrittenList(policy, path, list.element(), sequence));
      case SettingType.Block block when value instanceof ValueDecl.Mapping mapping ->
          collect(policy, path, mapping.fields(), block.fields(), lists);
      case SettingType.MapOf map when value instanceof ValueDecl.Mapping mapping ->
          mapping
              .fields()
              .forEach(field ->
                  collect(policy, path + "." + field.name(), field.value(), map.value(), lists));
      default -> {}
    }
  }
}
