package dev.keeptrail.detectors.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChanceMadeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = q7LkV78zLxP2t",
        "token: 3fea6af1349166ea",
        "AKIA4KHDW2R7QZ9TXB1M",
        "password=x9$Kf4Tq81bZ"
      })
  void whatIsMadeByChance(String text) {
    assertThat(ChanceMade.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password = 'open sesame'",
        "AKIAXXXXXXXXXXXXXXXX1",
        "token=abcdef1234567890ABCDEF1234567890",
        "key abcd1234abcd1234abcd1234abcd1234",
        "id: 2021-02-14T20:41:01Z",
        "YOUR_VERY_LONG_AND_SECURE_SECRET"
      })
  void whatIsWordsCountingOrRepetition(String text) {
    assertThat(ChanceMade.in(text)).isFalse();
  }
}
