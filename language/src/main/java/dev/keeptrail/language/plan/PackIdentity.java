package dev.keeptrail.language.plan;

import org.jspecify.annotations.Nullable;

/**
 * Who a pack says it is.
 *
 * @param version SemVer 2.0.0
 * @param enabled false evaluates nothing, and every event says so
 */
public record PackIdentity(
    String name, String version, boolean enabled, @Nullable String description) {
  /** {@code name@version}, as start-up logs and tables show it. */
  public String label() {
    return name + "@" + version;
  }
}
