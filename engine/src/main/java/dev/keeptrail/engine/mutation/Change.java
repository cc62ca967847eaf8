package dev.keeptrail.engine.mutation;

/**
 * One small change of a part of a pack.
 *
 * @param operator the sort of change, such as {@code comparison}
 * @param words what is otherwise, such as {@code `>=` instead of `>`}
 * @param value the part after it
 */
record Change<T>(String operator, String words, T value) {
  <R> Change<R> with(R whole) {
    return new Change<>(operator, words, whole);
  }
}
