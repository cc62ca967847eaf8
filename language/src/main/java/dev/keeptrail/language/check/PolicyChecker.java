package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.tree.FieldDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the settings of one policy. */
final class PolicyChecker {
  private static final String ENFORCEMENT = PackSettings.ENFORCEMENT.name();

  private final BlockChecker blocks;
  private final AliasRewriter aliases;

  PolicyChecker(Problems problems, BlockChecker blocks) {
    this.blocks = blocks;
    this.aliases = new AliasRewriter(problems);
  }

  /** The policy with its defaults; no fields are the same as none written. */
  PolicyPlan check(KindSchema kind, List<FieldDecl> fields) {
    String path = "policy." + kind.name();
    List<Setting> settings = new ArrayList<>(kind.settings());
    settings.add(PackSettings.ENFORCEMENT);
    List<FieldDecl> current = aliases.rewrite(path, fields, settings);
    Map<String, PlanValue> values =
        new LinkedHashMap<>(blocks.check(path, current, settings).entries());
    PlanValue enforcement = values.remove(ENFORCEMENT);
    boolean shadow = new PlanValue.Text(PolicyMode.SHADOW.word()).equals(enforcement);
    return new PolicyPlan(
        kind.name(),
        kind.name(),
        shadow ? PolicyMode.SHADOW : PolicyMode.ENFORCE,
        new PlanValue.Mapping(values));
  }
}
