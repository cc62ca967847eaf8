package dev.keeptrail.engine.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Words of a closed list, and what they stand for. */
final class Words<E> {
  private final Map<String, E> byWord = new HashMap<>();

  Words(E[] values, Function<E, String> word) {
    for (E value : values) {
      byWord.put(word.apply(value), value);
    }
  }

  E of(String word) throws CaptureFormatException {
    E value = byWord.get(word);
    if (value == null) {
      throw new CaptureFormatException("a word in the capture is not known");
    }
    return value;
  }
}
