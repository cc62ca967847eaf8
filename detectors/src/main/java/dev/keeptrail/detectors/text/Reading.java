package dev.keeptrail.detectors.text;

import dev.keeptrail.detectors.View;
import org.jspecify.annotations.Nullable;

/** How a text was read out of another. Immutable. */
final class Reading {
  private final View view;
  private final @Nullable View @Nullable [] kinds;
  private final boolean inOrder;

  /**
   * @param kinds the view of each character, null for one that stands as in the text around; null
   *     itself where all characters are of the one view
   * @param inOrder whether later characters come from later in the original
   */
  Reading(View view, @Nullable View @Nullable [] kinds, boolean inOrder) {
    this.view = view;
    this.kinds = kinds;
    this.inOrder = inOrder;
  }

  View view() {
    return view;
  }

  @Nullable View @Nullable [] kinds() {
    return kinds;
  }

  boolean inOrder() {
    return inOrder;
  }
}
