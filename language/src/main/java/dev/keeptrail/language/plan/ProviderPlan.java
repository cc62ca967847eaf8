package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * One provider target, resolved.
 *
 * @param id unique within the pack
 * @param provider what speaks at the other end: {@code openai} or {@code simulated}
 * @param model the model sent upstream; null lets the caller's model through
 * @param baseUrl where the API is, without a trailing slash; null means the provider's own address
 * @param secret the key to send, by reference; null sends none
 */
public record ProviderPlan(
    String id,
    String provider,
    @Nullable String model,
    @Nullable String baseUrl,
    @Nullable SecretRef secret) {}
