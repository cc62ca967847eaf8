package dev.keeptrail.conformance;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting that a kind declares.
 *
 * @param path as in the reference page: dotted, {@code <name>} for a name of the author's own, and
 *     {@code []} behind a list
 */
record DeclaredSetting(KindSchema kind, String path, Setting setting) {
  /** All settings of these kinds, in the order of the reference page. */
  static List<DeclaredSetting> of(List<KindSchema> kinds) {
    List<DeclaredSetting> all = new ArrayList<>();
    kinds.forEach(kind -> collect(kind, "", kind.settings(), all));
    return all;
  }

  private static void collect(
      KindSchema kind, String prefix, List<Setting> settings, List<DeclaredSetting> all) {
    for (Setting setting : settings) {
      String path = prefix + setting.name();
      switch (setting.type()) {
        case SettingType.Block block -> collect(kind, path + ".", block.fields(), all);
        case SettingType.MapOf(SettingType.Block block, int _) -> {
          all.add(new DeclaredSetting(kind, path, setting));
          collect(kind, path + ".<name>.", block.fields(), all);
        }
        case SettingType.ListOf(SettingType.Block block, int _) -> {
          all.add(new DeclaredSetting(kind, path, setting));
          collect(kind, path + "[].", block.fields(), all);
        }
        case SettingType.Text _,
            SettingType.Bool _,
            SettingType.Int _,
            SettingType.OneNumber _,
            SettingType.Decimal _,
            SettingType.Choice _,
            SettingType.Regex _,
            SettingType.SecretReference _,
            SettingType.Document _,
            SettingType.Unavailable _,
            SettingType.ListOf _,
            SettingType.MapOf _ ->
            all.add(new DeclaredSetting(kind, path, setting));
      }
    }
  }

  /** The kind and the path, as one word. */
  String name() {
    return kind.name() + "." + path;
  }

  /** Whether there is but one thing to say, so that no pack can say another. */
  boolean isSettled() {
    return setting.type() instanceof SettingType.Choice choice && choice.words().size() == 1;
  }

  boolean isUnavailable() {
    return setting.type() instanceof SettingType.Unavailable;
  }
}
