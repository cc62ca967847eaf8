package dev.keeptrail.language.plan;

/**
 * What a pack says about the gateway itself.
 *
 * @param blockStatus HTTP status of a policy refusal, 400 to 499
 * @param onUnscannable what becomes of parts that no detector can look at
 * @param routing how targets are chosen
 * @param capture what is kept of exchanges
 */
public record GatewayPlan(
    int blockStatus, OnUnscannable onUnscannable, RoutingPlan routing, CapturePlan capture) {
  public static final GatewayPlan DEFAULT = new GatewayPlan(409, OnUnscannable.ALLOW);

  /** A gateway that keeps nothing beside events. */
  public GatewayPlan(int blockStatus, OnUnscannable onUnscannable, RoutingPlan routing) {
    this(blockStatus, onUnscannable, routing, CapturePlan.NONE);
  }

  /** A gateway that chooses targets by their models alone. */
  public GatewayPlan(int blockStatus, OnUnscannable onUnscannable) {
    this(blockStatus, onUnscannable, RoutingPlan.NONE);
  }
}
