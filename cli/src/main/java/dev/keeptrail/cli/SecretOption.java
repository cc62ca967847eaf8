package dev.keeptrail.cli;

import dev.keeptrail.language.plan.SecretRef;

/** Reads an option that says where a secret is. */
final class SecretOption {
  private SecretOption() {}

  /**
   * Where it is.
   *
   * @param option its name, for whoever writes the secret itself
   */
  static SecretRef of(String option, String text) throws CommandFailedException {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    return switch (rest.isBlank() || colon < 0 ? "" : text.substring(0, colon)) {
      case "env" -> new SecretRef.Env(rest);
      case "file" -> new SecretRef.File(rest);
      case "store" -> new SecretRef.Store(rest);
      default ->
          throw new CommandFailedException(
              "`%s` takes where the secret is, not the secret".formatted(option),
              "other users see command lines: write `env:NAME`, `file:PATH` or `store:NAME`");
    };
  }
}
