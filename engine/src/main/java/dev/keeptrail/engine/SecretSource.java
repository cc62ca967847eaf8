package dev.keeptrail.engine;

import dev.keeptrail.language.plan.SecretRef;
import java.util.Optional;

/** Finds the secrets that a plan refers to. */
public interface SecretSource {
  /** The secret, or empty when there is none under that reference. */
  Optional<String> resolve(SecretRef ref);
}
