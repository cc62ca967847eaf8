package dev.keeptrail.detectors.training.injection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores every example by a model that has seen neither its source nor near copies of it. Sources
 * that belong together are held out together.
 */
final class Folds {
  private static final List<String> GROUPS =
      List.of("cse", "inj-atr", "short", "spikee", "deepset+", "jailbreaks");

  private Folds() {}

  /** Attacks that quote each other, and made rows not at all, are held out together. */
  private static String group(String set) {
    return switch (set) {
      case "cse-en", "cse-multi-pub" -> "cse";
      case "inj-atr-cases", "inj-atr-adversarial" -> "inj-atr";
      case "inj-gandalf", "inj-compass-zh" -> "short";
      case "spikee", "deepset+" -> set;
      default -> "jailbreaks";
    };
  }

  static List<Scored> score(List<Example> examples, long seed) {
    Map<String, List<Example>> groups = new TreeMap<>();
    for (Example example : examples) {
      if (!example.row().made()) {
        groups.computeIfAbsent(fold(example.row()), k -> new ArrayList<>()).add(example);
      }
    }
    Map<Example, Scored> scored = new LinkedHashMap<>();
    groups.values().parallelStream()
        .map(held -> score(held, examples, seed))
        .toList()
        .forEach(part -> part.forEach(one -> scored.put(one.example(), one)));
    return examples.stream()
        .filter(scored::containsKey)
        .map(scored::get)
        .sorted(Comparator.comparing(one -> one.example().row().set()))
        .toList();
  }

  private static List<Scored> score(List<Example> held, List<Example> examples, long seed) {
    Set<Example> out = new HashSet<>(held);
    List<Example> rest = examples.stream().filter(example -> !out.contains(example)).toList();
    Grams grams = GramTrainer.train(Examples.withoutCopies(rest, held), seed);
    return held.stream().map(example -> Scored.of(example, grams)).toList();
  }

  private static String fold(Row row) {
    if (OwnTexts.isOwn(row)) {
      // WHY: held out all at once they would be judged by models that know none of their kind.
      return GROUPS.get(Math.floorMod(row.text().hashCode(), GROUPS.size()));
    }
    if (row.attack()) {
      return group(row.set());
    }
    // WHY: what a corpus says against an attack in Hindi must not come from its own twin.
    return switch (row.set()) {
      case "frr-multi-pub", "frr-en" -> "cse";
      case "ben-atr-cases" -> "inj-atr";
      case "deepset-" -> "deepset+";
      default -> GROUPS.get(Math.floorMod(row.set().hashCode(), GROUPS.size()));
    };
  }
}
