package dev.keeptrail.cli;

import dev.keeptrail.gateway.secrets.SecretStore;
import dev.keeptrail.gateway.secrets.SecretStoreException;

/** The store of secrets of this user, and what is said where it cannot be used. */
final class SecretsHome {
  private SecretsHome() {}

  static SecretStore store(Invocation invocation) {
    return SecretStore.in(KeeptrailHome.folder(invocation.environment()), invocation.environment());
  }

  static CommandFailedException failed(SecretStoreException unusable) {
    return new CommandFailedException(
        "the store of secrets cannot be used: " + unusable.problem(), null);
  }
}
