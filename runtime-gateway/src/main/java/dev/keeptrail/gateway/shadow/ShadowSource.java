package dev.keeptrail.gateway.shadow;

import dev.keeptrail.gateway.serving.PackRefusedException;

/** Where a candidate comes from. Used by one thread at a time. */
public interface ShadowSource {
  /**
   * Reads it anew.
   *
   * @throws PackRefusedException when it cannot be judged with
   */
  ShadowJudge read() throws PackRefusedException;
}
