package dev.keeptrail.language.check;

import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.BlockDecl;
import org.jspecify.annotations.Nullable;

/** Checks what a pack says about the gateway. */
final class GatewayChecker {
  private final BlockChecker blocks;

  GatewayChecker(BlockChecker blocks) {
    this.blocks = blocks;
  }

  GatewayPlan check(@Nullable BlockDecl decl) {
    if (decl == null) {
      return GatewayPlan.DEFAULT;
    }
    PlanValue status =
        blocks
            .check(decl.path(), decl.fields(), PackSettings.GATEWAY)
            .entries()
            .get("block_status");
    return status instanceof PlanValue.Int number
        ? new GatewayPlan((int) number.value())
        : GatewayPlan.DEFAULT;
  }
}
