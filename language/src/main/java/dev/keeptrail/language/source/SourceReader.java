package dev.keeptrail.language.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads source files within bounds. That a file cannot be read is an {@link IOException}; what is
 * wrong with its content is part of the {@link SourceReading}.
 */
public final class SourceReader {
  /** The longest source that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int BYTE_ORDER_MARK = 0xfeff;

  private SourceReader() {}

  /**
   * Reads a file, or of an overlong one only as much as shows that it is too long.
   *
   * @throws IOException when the file is missing, a folder, or not readable
   */
  public static SourceReading read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return decode(file.toString(), in.readNBytes(MAX_BYTES + 1));
    }
  }

  /** Decodes UTF-8, with or without a byte order mark. */
  public static SourceReading decode(String name, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new SourceReading.TooLarge(new SourceText(name, ""));
    }
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String readable = withoutMark(text.flip().toString());
    if (result.isError()) {
      return invalid(name, readable, bytes);
    }
    return new SourceReading.Decoded(new SourceText(name, readable));
  }

  private static SourceReading invalid(String name, String readable, byte[] bytes) {
    String replaced = withoutMark(new String(bytes, StandardCharsets.UTF_8));
    SourceText source = new SourceText(name, replaced);
    return new SourceReading.NotUtf8(new Span(source, readable.length(), 1));
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
