package dev.keeptrail.conformance.bypass;

import java.util.List;
import java.util.Map;

/**
 * What a case does on one side, in every protocol.
 *
 * @param without why the side has no meaning; empty where it has one
 * @param withoutTongue why it has none in a protocol
 * @param withoutMode why it has none in answers of one kind: {@code unary} or {@code stream}
 * @param steps exchanges, one after the other; the last one is what the case is about
 */
record Side(
    String without,
    Map<Tongue, String> withoutTongue,
    Map<String, String> withoutMode,
    List<Step> steps) {
  static final List<String> MODES = List.of("unary", "stream");

  Side {
    withoutTongue = Map.copyOf(withoutTongue);
    withoutMode = Map.copyOf(withoutMode);
    steps = List.copyOf(steps);
  }

  boolean has(Tongue tongue, String mode) {
    return without.isEmpty()
        && !withoutTongue.containsKey(tongue)
        && !withoutMode.containsKey(mode);
  }
}
