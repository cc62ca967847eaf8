package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a target is spoken to, where that is not the usual way of its provider. Null stands for the
 * usual way throughout.
 *
 * @param deployment the deployment that Azure's paths name
 * @param apiVersion the version of the API that is asked for
 * @param keyHeader the header that carries the key, in lower case
 * @param keyPrefix the word before the key; empty for none
 * @param timeoutSeconds how long a whole answer may take
 * @param httpVersion 1 or 2, the newest version of HTTP that it is asked with
 */
public record TargetAccess(
    @Nullable String deployment,
    @Nullable String apiVersion,
    @Nullable String keyHeader,
    @Nullable String keyPrefix,
    @Nullable Integer timeoutSeconds,
    @Nullable Integer httpVersion) {
  /** The usual way. */
  public static final TargetAccess USUAL = new TargetAccess(null, null, null, null, null, null);

  /** The longest time that a target may be given. */
  public static final int MAX_TIMEOUT_SECONDS = 3_600;

  /** The newest version of HTTP that the gateway speaks to targets. */
  public static final int MAX_HTTP_VERSION = 2;

  /** Whether HTTP/2 is to be spoken. */
  public boolean asksForHttp2() {
    return httpVersion != null && httpVersion == 2;
  }
}
