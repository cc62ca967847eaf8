package dev.keeptrail.detectors.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConceptPairsTest {
  @Test
  void eachConceptAndEachPairHasANumberOfItsOwn() {
    int concepts = ConceptPairs.MOST_CONCEPTS;
    List<Integer> numbers = numbers(-1L);
    assertThat(numbers).doesNotHaveDuplicates().hasSize(ConceptPairs.count(concepts));
    assertThat(numbers)
        .allSatisfy(number -> assertThat(number).isBetween(0, ConceptPairs.count(concepts) - 1));
  }

  @Test
  void onlyWhatStandsTogetherIsTold() {
    assertThat(numbers(0)).isEmpty();
    assertThat(numbers(1L << 5 | 1L << 63))
        .containsExactlyInAnyOrder(
            ConceptPairs.number(5, 5), ConceptPairs.number(63, 63), ConceptPairs.number(5, 63));
  }

  private static List<Integer> numbers(long concepts) {
    var numbers = new ArrayList<Integer>();
    ConceptPairs.each(concepts, numbers::add);
    return numbers;
  }
}
