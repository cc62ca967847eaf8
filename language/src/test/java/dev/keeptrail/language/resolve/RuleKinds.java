package dev.keeptrail.language.resolve;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What packs with rules are checked against in tests. */
public final class RuleKinds {
  public static final PackSchema SCHEMA = new PackSchema(kinds(), categories());

  private RuleKinds() {}

  /** A compiler that knows the sample kinds, and {@code rules}. */
  public static PackCompiler compiler() {
    return new PackCompiler(SCHEMA);
  }

  private static List<KindSchema> kinds() {
    List<KindSchema> kinds = new ArrayList<>(SampleKinds.ALL);
    kinds.add(
        new KindSchema(
            "rules",
            Set.of(Phase.values()),
            List.of(
                Setting.of(
                    "patterns",
                    new SettingType.MapOf(new SettingType.Regex(), 50),
                    PlanValue.Mapping.EMPTY,
                    "patterns of its own"),
                Setting.of(
                    "terms",
                    new SettingType.MapOf(
                        new SettingType.ListOf(new SettingType.Text(200), 1_000), 50),
                    PlanValue.Mapping.EMPTY,
                    "words of its own"),
                Setting.of("message", new SettingType.Text(500), null, "what the caller is told")),
            Map.of(),
            "rules that the author writes"));
    return kinds;
  }

  private static List<String> categories() {
    return List.of(
        "pii.email",
        "pii.phone",
        "pii.us.ssn",
        "secret.api_key.aws",
        "secret.password",
        "injection.override");
  }
}
