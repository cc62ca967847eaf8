package dev.keeptrail.gateway.callers;

import java.util.Optional;

/** Checks tokens that somebody else issues. Thread-safe. */
public interface TokenCheck {
  /** Whether a text has the shape of such a token; says nothing of its worth. */
  boolean isOne(String text);

  /** Checks one. */
  Shown show(String text, KeyScope needed);

  /** Whether the operator lets a token say which consumer group its caller belongs to. */
  boolean saysConsumerGroups();

  /** What operators should know; empty when all is well. */
  Optional<String> problem();
}
