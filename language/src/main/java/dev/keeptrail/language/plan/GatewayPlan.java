package dev.keeptrail.language.plan;

/**
 * What a pack says about the gateway itself.
 *
 * @param blockStatus HTTP status of a policy refusal, 400 to 499
 * @param onUnscannable what becomes of parts that no detector can look at
 * @param repeats what becomes of requests that are sent again after their answers were refused
 * @param routing how targets are chosen
 * @param limits how much callers may ask and spend
 * @param capture what is kept of exchanges
 */
public record GatewayPlan(
    int blockStatus,
    OnUnscannable onUnscannable,
    RefusedRepeats repeats,
    RoutingPlan routing,
    LimitsPlan limits,
    CapturePlan capture) {
  public static final GatewayPlan DEFAULT = new GatewayPlan(409, OnUnscannable.ALLOW);

  /** A gateway that chooses targets by their models alone. */
  public GatewayPlan(int blockStatus, OnUnscannable onUnscannable) {
    this(blockStatus, onUnscannable, RoutingPlan.NONE);
  }

  /** A gateway that limits nobody. */
  public GatewayPlan(int blockStatus, OnUnscannable onUnscannable, RoutingPlan routing) {
    this(
        blockStatus,
        onUnscannable,
        RefusedRepeats.DEFAULT,
        routing,
        LimitsPlan.NONE,
        CapturePlan.NONE);
  }

  /** The same with limits. */
  public GatewayPlan withLimits(LimitsPlan limits) {
    return new GatewayPlan(blockStatus, onUnscannable, repeats, routing, limits, capture);
  }

  /** The same with what becomes of repeats. */
  public GatewayPlan withRepeats(RefusedRepeats others) {
    return new GatewayPlan(blockStatus, onUnscannable, others, routing, limits, capture);
  }
}
