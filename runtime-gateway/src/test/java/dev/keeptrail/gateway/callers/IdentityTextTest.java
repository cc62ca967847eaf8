package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be the name of somebody. */
final class IdentityTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana",
        "billing-app_2.1 <ops@example.com>",
        "Zo\u00eb",
        "\u0141ukasz \u017b\u00f3\u0142w",
        "O\u2019Brien",
        "Pallar\u00e8s i Col\u00b7l",
        "\u5c71\u7530\u592a\u90ce",
        "\u30b8\u30e7\u30f3\u30fb\u30b9\u30df\u30b9",
        "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e17\u0e35\u0e48",
        "\u0645\u062d\u0645\u064e\u0651\u062f",
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0967",
        "\ud835\udc9c",
      })
  void namesOfPeopleFit(String name) {
    assertThat(BoundIdentity.isFit(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " ana",
        "ana ",
        "a\tb",
        "a\nb",
        "a\u0085b",
        "a\u2028b",
        "ana\u200b",
        "an\u00ada",
        "\u202eana",
        "ana\u2066b\u2069",
        "ana\ufeff",
        "a\u00a0b",
        "a\u3000b",
        "\u3164",
        "a\u115f\u1160b",
        "\uffa0",
        "\u2800",
        "a\u034fb",
        "a\ufe0f",
        "a\udb40\udd00",
        "\ue000",
        "\ud83d\ude00",
        "\ud800",
        "a\udc00",
        "Zoe\u0308",
        "\u0301a",
        "a \u0317b",
        "z\u0317\u0318\u0319\u031a\u0320",
        "\u0378",
        "a\u2215b",
      })
  void whatHidesReordersOrHasTwoFormsDoesNot(String name) {
    assertThat(BoundIdentity.isFit(name)).isFalse();
  }

  @Test
  void accentsOfTheirOwnAreComposed() {
    assertThat(BoundIdentity.composed("Zoe\u0308")).isEqualTo("Zo\u00eb");
    assertThat(BoundIdentity.isFit("a".repeat(256))).isTrue();
    assertThat(BoundIdentity.isFit("\u00eb".repeat(257))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ana", "a b@c", "100%", "Zo\u00eb", "\u5c71\u7530", "UTF-8''x", "utf-8''%41"})
  void namesComeBackFromHeaders(String name) {
    String value = ActorHeader.value(name);
    assertThat(value).matches("[ -~]+");
    assertThat(ActorHeader.name(value)).hasValue(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-8''%", "UTF-8''%4", "UTF-8''%zz", "UTF-8''%ff", "UTF-8''a b", "UTF-8''%C3"})
  void brokenValuesAreNoNames(String value) {
    assertThat(ActorHeader.name(value)).isEmpty();
  }
}
