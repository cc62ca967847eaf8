package dev.keeptrail.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "find",
        "files.read-all_2",
        "mcp__server__tool/find",
        "web search",
        "\u691c\u7d22_v2",
        "\u043d\u0430\u0439\u0442\u0438_2",
        "\u0e04\u0e49\u0e19\u0e2b\u0e32",
        "r\u00e9sum\u00e9",
        "\ud83d\udd0d find",
        "\u691c\u7d22\u301c\u4e00\u89a7",
      })
  void whatIsReadAlikeByAllIsPlain(String name) {
    assertThat(ToolNames.isPlain(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "find\n",
        "find\u0000",
        "fi\u200bnd",
        "fi\u00adnd",
        "\u202efind",
        "fi\u034fnd",
        "find\ufe0f",
        "find\u3164",
        "\uff46ind",
        "find\u00a0all",
        "f\u0456nd",
        "\u0391lpha",
        "re\u0301sume",
        "find\udb40\udc41",
        "find\ud800",
        "find\u2010all",
        "find\u2212all",
        "find\u203fall",
      })
  void whatHidesOrLooksLikeSomethingElseIsNot(String name) {
    assertThat(ToolNames.isPlain(name)).isFalse();
  }
}
