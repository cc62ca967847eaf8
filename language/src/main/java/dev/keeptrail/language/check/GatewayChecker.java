package dev.keeptrail.language.check;

import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what a pack says about the gateway. */
final class GatewayChecker {
  private static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "block_status",
              new SettingType.Int(400, 499),
              new PlanValue.Int(GatewayPlan.DEFAULT.blockStatus()),
              ""));

  private final BlockChecker blocks;

  GatewayChecker(BlockChecker blocks) {
    this.blocks = blocks;
  }

  GatewayPlan check(@Nullable BlockDecl decl) {
    if (decl == null) {
      return GatewayPlan.DEFAULT;
    }
    PlanValue status =
        blocks.check(decl.path(), decl.fields(), SETTINGS).entries().get("block_status");
    return status instanceof PlanValue.Int number
        ? new GatewayPlan((int) number.value())
        : GatewayPlan.DEFAULT;
  }
}
