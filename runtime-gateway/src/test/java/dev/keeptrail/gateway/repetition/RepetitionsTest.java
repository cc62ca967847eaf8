package dev.keeptrail.gateway.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RepetitionsTest {
  private static final TextSketch QUESTION = sketch("What is the capital of France?");

  @Test
  void likeTextsAreAlikeAndOthersAreNot() {
    assertThat(QUESTION.likeness(sketch("what is THE capital of France"))).isEqualTo(1);
    assertThat(QUESTION.likeness(sketch("Sum up the minutes, please."))).isZero();
    assertThat(QUESTION.likeness(sketch("What is the capital of Spain?"))).isBetween(0.6, 0.8);
    assertThat(sketch("").likeness(sketch("  "))).isEqualTo(1);
    assertThat(sketch("").likeness(QUESTION)).isZero();
    assertThat(sketch("你好").likeness(sketch("你好"))).isEqualTo(1);
  }

  @Test
  void longTextsAreComparedByASample() {
    String words =
        IntStream.range(0, 5_000).mapToObj(at -> "word" + at).collect(Collectors.joining(" "));
    double half = sketch(words).likeness(sketch(words.substring(0, words.length() / 2)));

    assertThat(half).isBetween(0.3, 0.7);
    assertThat(sketch(words).likeness(sketch(words))).isEqualTo(1);
  }

  @Test
  void aWindowPasses() {
    var requests = new RecentRequests(1_000, 5, 100, 0.9);
    assertThat(requests.add("a", QUESTION, 0)).isEqualTo(1);
    assertThat(requests.add("a", QUESTION, 500)).isEqualTo(2);
    assertThat(requests.add("b", QUESTION, 600)).isEqualTo(1);
    assertThat(requests.add("a", sketch("Something else"), 700)).isEqualTo(1);
    assertThat(requests.add("a", QUESTION, 1_200)).isEqualTo(2);
    assertThat(requests.add("a", QUESTION, 9_000)).isEqualTo(1);
  }

  @Test
  void countsAsFarAsIsAskedForAndRemembersNoMore() {
    var requests = new RecentRequests(1_000, 3, 100, 0.9);
    for (int at = 1; at <= 10; at++) {
      assertThat(requests.add("a", QUESTION, at)).isEqualTo(Math.min(at, 4));
    }
    assertThat(requests.size()).isEqualTo(3);
  }

  @Test
  void manyCallersAreForgottenQuietestFirst() {
    var requests = new RecentRequests(1_000_000, 3, 10, 0.9);
    requests.add("busy", QUESTION, 0);
    for (int at = 0; at < 1_000; at++) {
      requests.add("caller " + at, QUESTION, at);
      if (at % 5 == 0) {
        requests.add("busy", QUESTION, at);
      }
      assertThat(requests.size()).isLessThanOrEqualTo(10);
    }
    assertThat(requests.add("busy", QUESTION, 1_000)).isEqualTo(4);
    assertThat(requests.add("caller 1", QUESTION, 1_000)).isEqualTo(1);
  }

  @Test
  void callersAreToldApartByAllFieldsTogether() {
    var prints = new Fingerprints(List.of("authorization", "user-agent"));
    String one = prints.of(headers("k", "x"));

    assertThat(prints.of(headers("k", "x"))).isEqualTo(one);
    assertThat(prints.of(headers("k", "y"))).isNotEqualTo(one);
    assertThat(prints.of(headers("kx", ""))).isNotEqualTo(one);
    assertThat(prints.of(Headers.NONE)).isNotEqualTo(one);
    assertThat(new Fingerprints(List.of("authorization", "user-agent")).of(headers("k", "x")))
        .isNotEqualTo(one);
  }

  private static Headers headers(String key, String agent) {
    return name -> List.of(name.equals("authorization") ? key : agent);
  }

  private static TextSketch sketch(String text) {
    return TextSketch.of(List.of(text));
  }
}
