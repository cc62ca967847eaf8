package dev.keeptrail.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

final class StrictJsonProperties {
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

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
