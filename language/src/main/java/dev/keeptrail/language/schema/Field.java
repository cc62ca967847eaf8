package dev.keeptrail.language.schema;

import dev.keeptrail.language.plan.PlanValue;
import org.jspecify.annotations.Nullable;

/**
 * One key of a mapping and what its value is.
 *
 * @param doc one clause or more; empty where the name says it
 * @param defaultValue what holds when the key is left out, if anything does
 */
public record Field(
    String name, Shape shape, String doc, @Nullable PlanValue defaultValue, Standing standing) {
  /** How a key is regarded. */
  public enum Standing {
    REQUIRED,
    OPTIONAL,
    /** Accepted with a warning: an older spelling, or a key without effect. */
    DISCOURAGED
  }

  static Field required(String name, Shape shape, String doc) {
    return new Field(name, shape, doc, null, Standing.REQUIRED);
  }

  static Field optional(String name, Shape shape, String doc) {
    return new Field(name, shape, doc, null, Standing.OPTIONAL);
  }

  static Field discouraged(String name, Shape shape, String doc) {
    return new Field(name, shape, doc, null, Standing.DISCOURAGED);
  }
}
