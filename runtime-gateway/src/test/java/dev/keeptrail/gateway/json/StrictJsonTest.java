package dev.keeptrail.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.50,\"b\":1E+400,\"c\":123456789012345678901234567890,\"d\":[true,false,null]}",
        "{\"z\":1,\"a\":{\"y\":2,\"b\":\"\\\"\\\\\\n\"}}",
        "\"\uD83D\uDE00 \u00fc \uFFFF\"",
        "[[[[[]]]]]"
      })
  void writesWhatItRead(String json) throws Exception {
    var tree = StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));

    assertThat(StrictJson.write(tree)).asString(StandardCharsets.UTF_8).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // lone continuation, overlong slash, overlong NUL, encoded surrogate, past U+10FFFF
        "22 80 22", "22 C0 AF 22", "22 E0 80 80 22", "22 ED A0 80 22", "22 F4 90 80 80 22",
        "22 F5 80 80 80 22", "22 FF 22", "22 C3 22", "22 E2 82 22", "22 F0 9F 98",
        // UTF-16 and UTF-32 in either order
        "22 00 61 00 22 00", "00 22 00 61 00 22", "00 00 00 22", "22 00 00 00"
      })
  void refusesBytesThatAreNotUtf8(String hex) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

    assertThatThrownBy(() -> StrictJson.parse(bytes))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("not valid UTF-8 at byte");
  }

  @Test
  void takesEveryLengthOfUtf8() throws Exception {
    byte[] bytes =
        HexFormat.of()
            .parseHex("22" + "C3BC" + "E282AC" + "EE8080" + "F09F9880" + "F48FBFBF" + "22");

    assertThat(StrictJson.parse(bytes).stringValue())
        .isEqualTo("\u00fc\u20ac\uE000\uD83D\uDE00\uDBFF\uDFFF");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b~/c\":[0,{\"x\":1,\"x\":2}]}}",
        "{\"a\":{\"b~/c\":[0,{\"x\":\"\\udc00\"}]}}"
      })
  void pointsAtTheFault(String json) {
    assertThatThrownBy(() -> StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            fault -> assertThat(fault.pointer()).isEqualTo("/a/b~0~1c/1/x"));
  }

  @Test
  void refusesKeysWithHalfAPair() {
    assertThatThrownBy(() -> StrictJson.parse("{\"\\ud83d\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void takesSixtyFourLevelsAndNoMore() throws Exception {
    assertThat(StrictJson.parse(nested(64))).isNotNull();
    assertThatThrownBy(() -> StrictJson.parse(nested(65)))
        .hasMessage("the body nests deeper than 64 levels; send a flatter one");
  }

  @Test
  void saysLineAndColumnButNotTheText() {
    assertThatThrownBy(
            () -> StrictJson.parse("{\n \"a\": secret }".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("secret");
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }
}
