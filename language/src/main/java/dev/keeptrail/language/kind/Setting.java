package dev.keeptrail.language.kind;

import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a policy kind's block.
 *
 * @param name the key as written in a pack
 * @param type what its value must be
 * @param defaultValue what holds when the pack does not say; null where absence is a value of its
 *     own
 * @param doc one sentence for help, completion and the generated reference
 * @param aliases older or flat spellings that are accepted with a warning, as dotted paths from the
 *     kind's block
 * @param inert true where the field is accepted for compatibility and has no effect; using it is a
 *     warning that says so
 */
public record Setting(
    String name,
    SettingType type,
    @Nullable PlanValue defaultValue,
    String doc,
    List<String> aliases,
    boolean inert) {
  public Setting {
    aliases = List.copyOf(aliases);
  }

  /** A field with a default and nothing special about it. */
  public static Setting of(
      String name, SettingType type, @Nullable PlanValue defaultValue, String doc) {
    return new Setting(name, type, defaultValue, doc, List.of(), false);
  }
}
