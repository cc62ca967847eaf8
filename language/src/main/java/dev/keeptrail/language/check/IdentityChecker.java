package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.BlockDecl;

/** Checks who a pack says it is. */
final class IdentityChecker {
  private final Problems problems;
  private final BlockChecker blocks;

  IdentityChecker(Problems problems, BlockChecker blocks) {
    this.problems = problems;
    this.blocks = blocks;
  }

  PackIdentity check(BlockDecl decl) {
    CheckedBlock pack =
        new CheckedBlock(decl, blocks.check(decl.path(), decl.fields(), PackSettings.PACK));
    pack.require("name", "`name: my-pack`", problems);
    pack.require("version", "`version: 1.0.0`", problems);
    pack.text("name").filter(name -> !Names.isId(name)).ifPresent(name -> reportName(pack, name));
    pack.text("version")
        .filter(version -> !Names.isVersion(version))
        .ifPresent(version -> reportVersion(pack, version));
    boolean enabled = !new PlanValue.Bool(false).equals(pack.values().entries().get("enabled"));
    if (!enabled) {
      problems.add(
          DiagnosticCode.PACK_DISABLED,
          pack.keySpan("enabled"),
          pack.path("enabled"),
          "the pack is disabled, so no policy is evaluated",
          "set `enabled: true` to evaluate it");
    }
    return new PackIdentity(
        pack.text("name").orElse(""),
        pack.text("version").orElse(""),
        enabled,
        pack.text("description").orElse(null));
  }

  private void reportName(CheckedBlock pack, String name) {
    problems.add(
        DiagnosticCode.INVALID_NAME,
        pack.valueSpan("name"),
        pack.path("name"),
        Quoted.word(name) + " is not a name for a pack",
        Names.ID_HINT);
  }

  private void reportVersion(CheckedBlock pack, String version) {
    problems.add(
        DiagnosticCode.INVALID_VERSION,
        pack.valueSpan("version"),
        pack.path("version"),
        Quoted.word(version) + " is not a semantic version",
        Names.VERSION_HINT);
  }
}
