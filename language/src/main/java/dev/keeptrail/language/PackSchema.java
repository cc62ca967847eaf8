package dev.keeptrail.language;

import dev.keeptrail.language.kind.KindSchema;
import java.util.List;

/**
 * What packs are checked against: what this installation can do.
 *
 * @param kinds the policy kinds
 * @param categories every category that a detector of this installation reports; empty leaves
 *     categories unchecked, and one without any under {@code plugin} leaves those unchecked
 */
public record PackSchema(List<KindSchema> kinds, List<String> categories) {
  public PackSchema {
    kinds = List.copyOf(kinds);
    categories = List.copyOf(categories);
  }
}
