package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.engine.conformance.generate.EngineComparison.Outcome;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Compares two engines on one generated case after another, and makes what differs small. The same
 * seed gives the same cases.
 */
public final class DivergenceHunt {
  private final EngineComparison comparison;

  public DivergenceHunt(EngineComparison comparison) {
    this.comparison = comparison;
  }

  /**
   * What a hunt came to.
   *
   * @param compared cases that both engines judged
   * @param refused cases whose pack had errors, by the first error's message
   * @param decided how many cases came to each verdict, to see that cases are not all alike
   * @param divergences in the order in which they were found, each as small as it gets
   */
  public record Result(
      long compared,
      Map<String, Integer> refused,
      Map<String, Integer> decided,
      List<Divergence> divergences) {
    public Result {
      refused = Map.copyOf(refused);
      decided = Map.copyOf(decided);
      divergences = List.copyOf(divergences);
    }
  }

  /**
   * One case on which the engines differ.
   *
   * @param seed of the case before it was made smaller
   */
  public record Divergence(long seed, String pack, String content, String judged, String oracle) {}

  /**
   * Compares cases with the seeds from {@code seed} on.
   *
   * @param most how many divergences end the hunt
   * @param goOn told how many cases are done, after each; where it says no, the hunt ends
   */
  public Result hunt(long seed, long count, int most, LongPredicate goOn) {
    long compared = 0;
    Map<String, Integer> refused = new HashMap<>();
    Map<String, Integer> decided = new HashMap<>();
    List<Divergence> divergences = new ArrayList<>();
    boolean wanted = true;
    for (long i = 0; wanted && i < count && divergences.size() < most; i++) {
      GeneratedCase given = generate(seed + i);
      switch (comparison.compare(given)) {
        case Outcome.Same(String decision) -> {
          compared++;
          decided.merge(verdictOf(decision), 1, Integer::sum);
        }
        case Outcome.NoPack(String problem) -> refused.merge(problem, 1, Integer::sum);
        case Outcome.Different _ -> {
          compared++;
          divergences.add(minimised(seed + i, given));
        }
      }
      wanted = goOn.test(i + 1);
    }
    return new Result(compared, refused, decided, divergences);
  }

  static GeneratedCase generate(long seed) {
    var dice = new Dice(seed);
    Phase phase = dice.pick(Phase.values());
    return new GeneratedCase(
        new RandomPack(dice, phase).pack(), new RandomContent(dice, phase).content());
  }

  private Divergence minimised(long seed, GeneratedCase given) {
    GeneratedCase small =
        new Minimiser(tried -> comparison.compare(tried) instanceof Outcome.Different)
            .minimise(given);
    if (!(comparison.compare(small) instanceof Outcome.Different(String judged, String oracle))) {
      throw new IllegalStateException("a minimised case that no longer differs");
    }
    return new Divergence(seed, small.packText(), small.contentText(), judged, oracle);
  }

  private static String verdictOf(String decision) {
    String key = "\"verdict\" : \"";
    int start = decision.indexOf(key);
    if (start < 0) {
      return "refused";
    }
    return decision.substring(start + key.length(), decision.indexOf('"', start + key.length()));
  }
}
