package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.language.tree.BlockDecl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what a pack says about the gateway. */
final class GatewayChecker {
  private final BlockChecker blocks;
  private final RoutingChecker routing;
  private final LimitsChecker limits;
  private final CaptureChecker captures;

  GatewayChecker(Problems problems, BlockChecker blocks) {
    this.blocks = blocks;
    this.routing = new RoutingChecker(problems);
    this.limits = new LimitsChecker(problems);
    this.captures = new CaptureChecker(problems);
  }

  GatewayPlan check(@Nullable BlockDecl written, List<ProviderPlan> targets) {
    if (written == null) {
      return GatewayPlan.DEFAULT;
    }
    BlockDecl decl = CaptureChecker.writtenOut(written);
    var section =
        new CheckedBlock(decl, blocks.check(decl.path(), decl.fields(), PackSettings.GATEWAY));
    Map<String, PlanValue> settings = section.values().entries();
    return new GatewayPlan(
        whole(settings.get("block_status"), GatewayPlan.DEFAULT.blockStatus()),
        onUnscannable(settings.get("on_unscannable")),
        repeats(settings.get("refused_repeats")),
        routing.check(section, targets),
        limits.check(section),
        captures.check(section));
  }

  private static RefusedRepeats repeats(@Nullable PlanValue block) {
    Map<String, PlanValue> written =
        block instanceof PlanValue.Mapping mapping ? mapping.entries() : Map.of();
    return new RefusedRepeats(
        whole(written.get("seconds"), RefusedRepeats.DEFAULT.seconds()),
        whole(written.get("tries"), RefusedRepeats.DEFAULT.tries()));
  }

  private static int whole(@Nullable PlanValue written, int otherwise) {
    return written instanceof PlanValue.Int number ? (int) number.value() : otherwise;
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
