package dev.keeptrail.gateway.translation;

import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import org.jspecify.annotations.Nullable;

/** Complaints about what the other protocol has no word for. */
final class Untranslatable {
  private Untranslatable() {}

  static RefusedException at(@Nullable String pointer) {
    return new RefusedException(
        Refusal.invalid(
            "untranslatable",
            "the target speaks another protocol, which cannot say this; leave it out or ask for a"
                + " model whose target speaks the protocol of this route",
            pointer == null || pointer.isEmpty() ? null : pointer));
  }
}
