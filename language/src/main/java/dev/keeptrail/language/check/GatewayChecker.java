package dev.keeptrail.language.check;

import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.Map;
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
    Map<String, PlanValue> settings =
        blocks.check(decl.path(), decl.fields(), PackSettings.GATEWAY).entries();
    int status =
        settings.get("block_status") instanceof PlanValue.Int number
            ? (int) number.value()
            : GatewayPlan.DEFAULT.blockStatus();
    return new GatewayPlan(status, onUnscannable(settings.get("on_unscannable")));
  }

  private static OnUnscannable onUnscannable(@Nullable PlanValue word) {
    for (OnUnscannable choice : OnUnscannable.values()) {
      if (word instanceof PlanValue.Text text && text.value().equals(choice.word())) {
        return choice;
      }
    }
    return GatewayPlan.DEFAULT.onUnscannable();
  }
}
