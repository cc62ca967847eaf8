package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * One provider target, resolved.
 *
 * @param id unique within the pack
 * @param provider what speaks at the other end, such as {@code openai}
 * @param model the model sent upstream; null lets the caller's model through
 * @param baseUrl where the API is, without a trailing slash; null means the provider's own address
 * @param secret the key to send, by reference; null sends none
 * @param access how it is spoken to
 * @param dataPolicy what becomes of the texts there
 */
public record ProviderPlan(
    String id,
    String provider,
    @Nullable String model,
    @Nullable String baseUrl,
    @Nullable SecretRef secret,
    TargetAccess access,
    DataPolicy dataPolicy) {
  /** A target that says nothing of its data. */
  public ProviderPlan(
      String id,
      String provider,
      @Nullable String model,
      @Nullable String baseUrl,
      @Nullable SecretRef secret,
      TargetAccess access) {
    this(id, provider, model, baseUrl, secret, access, DataPolicy.UNDECLARED);
  }

  /** A target that is spoken to in the usual way. */
  public ProviderPlan(
      String id,
      String provider,
      @Nullable String model,
      @Nullable String baseUrl,
      @Nullable SecretRef secret) {
    this(id, provider, model, baseUrl, secret, TargetAccess.USUAL);
  }
}
