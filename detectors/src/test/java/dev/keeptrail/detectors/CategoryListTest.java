package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CategoryListTest {
  @Test
  void theListHoldsJustWhatDetectorsReport() {
    var reported = new TreeSet<String>();
    Detectors.reporters().values().forEach(reported::addAll);

    assertThat(Detectors.categories())
        .as("resources/dev/keeptrail/detectors/categories.txt")
        .isEqualTo(reported);
  }
}
