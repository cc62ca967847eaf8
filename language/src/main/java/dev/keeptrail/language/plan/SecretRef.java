package dev.keeptrail.language.plan;

import java.util.Map;
import java.util.Optional;

/** Where a secret is to be found when it is needed. */
public sealed interface SecretRef {
  /** What a plan that was read back holds in place of a secret: JSON does not tell them apart. */
  static Optional<SecretRef> of(PlanValue.Mapping read) {
    if (read.entries().size() != 1) {
      return Optional.empty();
    }
    Map.Entry<String, PlanValue> only = read.entries().entrySet().iterator().next();
    if (!(only.getValue() instanceof PlanValue.Text(String where))) {
      return Optional.empty();
    }
    return switch (only.getKey()) {
      case "env" -> Optional.of(new Env(where));
      case "file" -> Optional.of(new File(where));
      case "store" -> Optional.of(new Store(where));
      default -> Optional.empty();
    };
  }

  /** An environment variable. */
  record Env(String name) implements SecretRef {}

  /** A file whose content, without trailing line ends, is the secret. */
  record File(String path) implements SecretRef {}

  /** The store of secrets of the installation, by name. */
  record Store(String name) implements SecretRef {}

  /**
   * A secret written in the pack itself, which lint discourages. It is left out of canonical JSON,
   * of the digest and of {@code toString}; two packs that differ only in it have the same plan.
   */
  record Literal(String value) implements SecretRef {
    @Override
    public boolean equals(Object other) {
      return other instanceof Literal;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return "Literal[***]";
    }
  }
}
