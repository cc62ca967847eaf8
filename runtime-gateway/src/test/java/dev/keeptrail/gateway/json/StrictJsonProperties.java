package dev.keeptrail.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

final class StrictJsonProperties {
  private static final JsonMapper LIBRARY = JsonMapper.builder().build();

  @Property(tries = 2_000)
  void agreesWithTheStandardDecoderOnWhatIsUtf8(@ForAll @Size(max = 6) byte[] bytes) {
    boolean holdsNul = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;

    assertThat(Utf8.firstFault(bytes, bytes.length) == Utf8.WELL_FORMED)
        .isEqualTo(!holdsNul && decodes(bytes));
  }

  @Property(tries = 500)
  void neverThrowsAnythingElse(@ForAll @Size(max = 40) byte[] bytes) {
    try {
      assertThat(StrictJson.write(StrictJson.parse(bytes))).isNotEmpty();
    } catch (MalformedJsonException malformed) {
      assertThat(malformed.problem()).isNotEmpty();
    }
  }

  @Property(tries = 400)
  void writesWhatTheLibraryWrites(
      @ForAll @Size(max = 12) int[] letters, @ForAll long number, @ForAll BigDecimal decimal) {
    String text = text(letters);
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put(text, text + "plain letters, and more than eight").put("n", number);
    tree.put("i", (int) number).put("b", number > 0).putNull("none").put("d", decimal);
    tree.put("f", (double) number / 3).put("g", BigInteger.valueOf(number).pow(3));
    tree.putArray("list").add(text).add(1).addObject().putObject("empty");
    tree.putArray("nothing");
    tree.set("missing", MissingNode.getInstance());

    assertThat(written(() -> StrictJson.write(tree)))
        .isEqualTo(written(() -> LIBRARY.writeValueAsBytes(tree)));
  }

  @Example
  void writesWhatTheLibraryWritesHoweverLongItIs() {
    for (int length : new int[] {65_000, 65_535, 65_536, 70_000}) {
      var inOne = JsonNodeFactory.instance.objectNode().put("long", "x".repeat(length));
      var inMany = JsonNodeFactory.instance.arrayNode();
      IntStream.range(0, length / 10).forEach(_ -> inMany.add("12345678"));

      assertThat(StrictJson.write(inOne)).isEqualTo(LIBRARY.writeValueAsBytes(inOne));
      assertThat(StrictJson.write(inMany)).isEqualTo(LIBRARY.writeValueAsBytes(inMany));
    }
  }

  /** Letters of all planes, signs that are escaped, and now and then half of one. */
  private static String text(int[] letters) {
    var text = new StringBuilder();
    for (int letter : letters) {
      switch (letter & 3) {
        case 0 -> text.append((char) Math.floorMod(letter >> 2, 0x30));
        case 1 -> text.append((char) (letter >> 2));
        case 2 -> text.append("\"\\/~\u007f\u2028".charAt(Math.floorMod(letter >> 2, 6)));
        default -> text.appendCodePoint(Math.floorMod(letter >> 2, Character.MAX_CODE_POINT));
      }
    }
    return text.toString();
  }

  private static String written(Supplier<byte[]> writing) {
    try {
      return new String(writing.get(), StandardCharsets.ISO_8859_1);
    } catch (RuntimeException refused) {
      return "refused";
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
