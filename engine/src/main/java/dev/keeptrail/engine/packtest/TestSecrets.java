package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.SecretRef;
import java.util.Optional;

/**
 * A secret for every reference: tests read no environment and no file, so that they give the same
 * everywhere, and keyed markers stay the same from run to run.
 */
public final class TestSecrets implements SecretSource {
  @Override
  public Optional<String> resolve(SecretRef ref) {
    return Optional.of(
        switch (ref) {
          case SecretRef.Env(String name) -> "a key for tests only: " + name;
          case SecretRef.Store(String name) -> "a key for tests only: " + name;
          case SecretRef.File _ -> "a key for tests only";
          case SecretRef.Literal(String value) -> value;
        });
  }
}
