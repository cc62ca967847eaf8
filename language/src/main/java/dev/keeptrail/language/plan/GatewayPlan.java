package dev.keeptrail.language.plan;

/**
 * What a pack says about the gateway itself.
 *
 * @param blockStatus HTTP status of a policy refusal, 400 to 499
 */
public record GatewayPlan(int blockStatus) {
  public static final GatewayPlan DEFAULT = new GatewayPlan(409);
}
