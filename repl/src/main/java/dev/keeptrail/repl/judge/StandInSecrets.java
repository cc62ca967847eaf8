package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.SecretRef;
import java.util.Optional;

/**
 * Something in the place of every secret. A replay reads no environment and no file of secrets:
 * what keys make different, such as the text of markers, is not compared.
 */
final class StandInSecrets implements SecretSource {
  @Override
  public Optional<String> resolve(SecretRef ref) {
    return Optional.of("in the place of a secret, for replays only");
  }
}
