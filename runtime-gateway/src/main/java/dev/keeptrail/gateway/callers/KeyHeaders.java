package dev.keeptrail.gateway.callers;

import java.util.List;

/**
 * The headers in which clients send their key without a scheme: Anthropic's, Azure's and Google's.
 * They are names of one thing, and go to no provider.
 */
public final class KeyHeaders {
  public static final List<String> NAMES = List.of("x-api-key", "api-key", "x-goog-api-key");

  private KeyHeaders() {}
}
