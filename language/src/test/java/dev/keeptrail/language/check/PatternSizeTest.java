package dev.keeptrail.language.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatternSizeTest {
  @Test
  void multipliesNestedRepeats() {
    assertThat(PatternSize.estimate("((a{1000}){1000}){1000}")).isGreaterThan(1_000_000_000L);
    assertThat(PatternSize.estimate("(?:ab|cd){2,100}")).isBetween(400L, 2_000L);
  }

  @Test
  void isSmallForOrdinaryPatterns() {
    assertThat(PatternSize.estimate("ignore.*previous.*instructions")).isLessThan(100);
    assertThat(PatternSize.estimate("\\b\\d{3}-\\d{2}-\\d{4}\\b")).isLessThan(100);
  }

  @Test
  void doesNotTakeQuotedOrListedBracketsForGroups() {
    assertThat(PatternSize.estimate("[((({{{]{2}")).isLessThan(100);
    assertThat(PatternSize.estimate("[[:alpha:](]{2}")).isLessThan(100);
    assertThat(PatternSize.estimate("[]()]{3}[^])(]")).isLessThan(100);
    assertThat(PatternSize.estimate("\\Q((((\\E")).isLessThan(100);
  }

  @Test
  void isHugeWhereGroupsAreNestedTooDeep() {
    assertThat(PatternSize.estimate("(".repeat(101))).isGreaterThan(1_000_000_000L);
  }

  @Test
  void endsOnBrokenPatterns() {
    assertThat(PatternSize.estimate(")))(([{{\\")).isNotNegative();
    assertThat(PatternSize.estimate("a{,}{9999999999999}{")).isNotNegative();
    assertThat(PatternSize.estimate("[[:")).isNotNegative();
  }
}
