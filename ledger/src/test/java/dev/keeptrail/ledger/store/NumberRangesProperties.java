package dev.keeptrail.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.retention.Pruning.Range;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class NumberRangesProperties {
  @Property(tries = 300)
  void theyContainWhatWasAdded(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 60) Integer> firsts,
      @ForAll @IntRange(max = 9) int length) {
    var ranges = new NumberRanges();
    var numbers = new BitSet();
    int at = 0;
    for (int first : firsts) {
      int last = first + at++ % (length + 1);
      ranges.add(first, last);
      numbers.set(first, last + 1);
    }
    for (int first = 1; first < 72; first++) {
      assertThat(ranges.contain(first)).isEqualTo(numbers.get(first));
      boolean three = numbers.get(first) && numbers.get(first + 1) && numbers.get(first + 2);
      assertThat(ranges.contain(new Range(first, first + 2))).isEqualTo(three);
    }
  }
}
