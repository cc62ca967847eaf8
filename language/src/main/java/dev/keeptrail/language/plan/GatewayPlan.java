package dev.keeptrail.language.plan;

/**
 * What a pack says about the gateway itself.
 *
 * @param blockStatus HTTP status of a policy refusal, 400 to 499
 * @param onUnscannable what becomes of parts that no detector can look at
 */
public record GatewayPlan(int blockStatus, OnUnscannable onUnscannable) {
  public static final GatewayPlan DEFAULT = new GatewayPlan(409, OnUnscannable.ALLOW);
}
