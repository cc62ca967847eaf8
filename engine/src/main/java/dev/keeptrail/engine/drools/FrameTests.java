package dev.keeptrail.engine.drools;

import java.util.List;
import java.util.function.Predicate;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Variable;

/** Adds a test over several facts to a pattern, whatever their number. */
final class FrameTests {
  private FrameTests() {}

  /**
   * Adds the test to the pattern of the first fact.
   *
   * @param others what stands in the frame behind the pattern's own fact
   */
  static <F extends SessionFact> void add(
      PatternDef<F> pattern,
      String name,
      List<Variable<SessionFact>> others,
      Predicate<SessionFact[]> test) {
    add(
        pattern,
        name,
        others,
        (fact, rest) -> {
          if (rest.length > 1) {
            fact.evaluation().join();
          }
          rest[0] = fact;
          return test.test(rest);
        });
  }

  /** A test of something beside facts. */
  @FunctionalInterface
  interface Tail<T> {
    /**
     * Whether the test holds.
     *
     * @param frame the others from place 1 on; place 0 is free
     */
    boolean test(T own, SessionFact[] frame);
  }

  static <T> void add(
      PatternDef<T> pattern, String name, List<Variable<SessionFact>> v, Tail<T> test) {
    switch (v.size()) {
      case 0 -> pattern.expr(name, t -> test.test(t, frame()));
      case 1 -> pattern.expr(name, v.get(0), (t, a) -> test.test(t, frame(a)));
      case 2 -> pattern.expr(name, v.get(0), v.get(1), (t, a, b) -> test.test(t, frame(a, b)));
      case 3 ->
          pattern.expr(
              name, v.get(0), v.get(1), v.get(2), (t, a, b, c) -> test.test(t, frame(a, b, c)));
      case 4 ->
          pattern.expr(
              name,
              v.get(0),
              v.get(1),
              v.get(2),
              v.get(3),
              (t, a, b, c, d) -> test.test(t, frame(a, b, c, d)));
      case 5 ->
          pattern.expr(
              name,
              v.get(0),
              v.get(1),
              v.get(2),
              v.get(3),
              v.get(4),
              (t, a, b, c, d, e) -> test.test(t, frame(a, b, c, d, e)));
      case 6 ->
          pattern.expr(
              name,
              v.get(0),
              v.get(1),
              v.get(2),
              v.get(3),
              v.get(4),
              v.get(5),
              (t, a, b, c, d, e, f) -> test.test(t, frame(a, b, c, d, e, f)));
      case 7 ->
          pattern.expr(
              name,
              v.get(0),
              v.get(1),
              v.get(2),
              v.get(3),
              v.get(4),
              v.get(5),
              v.get(6),
              (t, a, b, c, d, e, f, g) -> test.test(t, frame(a, b, c, d, e, f, g)));
      default -> throw new IllegalStateException("a test over too many facts");
    }
  }

  private static SessionFact[] frame(SessionFact... others) {
    SessionFact[] frame = new SessionFact[others.length + 1];
    System.arraycopy(others, 0, frame, 1, others.length);
    return frame;
  }
}
