package dev.keeptrail.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MutationReportTest {
  /** Else a build with too little time would be told that its tests are perfect. */
  @Test
  void changesThatNobodyHadTimeForSpeakAgainstTheTests() {
    assertThat(new MutationReport(3, List.of(), 11).score()).isZero();
  }

  @Test
  void aPackInWhichNothingCanBeChangedIsHeldByItsTests() {
    assertThat(new MutationReport(3, List.of(), 0).score()).isEqualTo(100);
  }
}
