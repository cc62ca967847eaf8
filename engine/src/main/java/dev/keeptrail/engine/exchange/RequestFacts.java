package dev.keeptrail.engine.exchange;

/**
 * What rules may know of the request as a whole; recorded with the decision.
 *
 * @param model the model the caller asked for
 * @param provider id of the target that serves it
 * @param route the gateway route, such as {@code /v1/chat/completions}
 */
public record RequestFacts(String model, String provider, String route, boolean stream) {}
