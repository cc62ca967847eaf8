package dev.keeptrail.detectors.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ReadableBytesProperties {
  @Property(tries = 2_000)
  void turnsAwayNothingThatIsRead(@ForAll("bytes") byte[] bytes) {
    var whole = new ByteText(bytes.length);
    var readable = new ReadableBytes();
    boolean mayBe = true;
    for (int i = 0; i < bytes.length; i++) {
      whole.add(bytes[i], i, i + 1);
      mayBe = mayBe && readable.take(bytes[i] & 0xFF);
      assertThat(mayBe || !whole.isReadable()).isTrue();
    }
    boolean endsWithin = bytes.length > 0 && mayBe && !whole.isReadable();
    assertThat(!endsWithin || whole.endsWithin())
        .as("what is not turned away is read, but for a last character that is not whole")
        .isTrue();
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
    Arbitrary<byte[]> text =
        Arbitraries.strings()
            .ofMaxLength(6)
            .map(written -> written.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> leads =
        Arbitraries.of(0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xF5)
            .map(Integer::byteValue)
            .array(byte[].class)
            .ofMaxSize(8);
    return Arbitraries.oneOf(any, text, leads);
  }
}
