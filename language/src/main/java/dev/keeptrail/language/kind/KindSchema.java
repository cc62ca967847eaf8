package dev.keeptrail.language.kind;

import dev.keeptrail.language.rule.Phase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy kind as the language sees it. The engine supplies these; the language checks packs
 * against them and knows nothing else of a kind.
 *
 * @param name the word used in {@code policies.chain} and {@code policy.<kind>}
 * @param phases when policies of this kind run
 * @param settings the fields of the kind's block, in the order in which help shows them
 * @param reasonCodes every reason code that the kind can give, with one sentence each, in catalogue
 *     order
 * @param doc one sentence on what the kind is for
 * @param check what it has against values that fit the types of the settings
 */
public record KindSchema(
    String name,
    Set<Phase> phases,
    List<Setting> settings,
    Map<String, String> reasonCodes,
    String doc,
    ValueCheck check) {
  /** A kind that can use whatever fits the types. */
  public KindSchema(
      String name,
      Set<Phase> phases,
      List<Setting> settings,
      Map<String, String> reasonCodes,
      String doc) {
    this(name, phases, settings, reasonCodes, doc, ValueCheck.NONE);
  }

  /** The same kind, which looks at values for itself. */
  public KindSchema checking(ValueCheck other) {
    return new KindSchema(name, phases, settings, reasonCodes, doc, other);
  }

  public KindSchema {
    phases = Set.copyOf(phases);
    settings = List.copyOf(settings);
    reasonCodes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(reasonCodes));
  }
}
