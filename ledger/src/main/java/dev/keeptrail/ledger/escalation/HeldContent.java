package dev.keeptrail.ledger.escalation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer looks at, and what an approval releases: the request as it came, and the answer
 * as the provider gave it where that was held back. A class, not a record, because it holds bytes.
 */
public final class HeldContent {
  /** More is not held: the sealed row would be larger than anybody reads. */
  public static final int MOST_BYTES = 16 << 20;

  private final byte[] request;
  private final byte @Nullable [] answer;

  private HeldContent(byte[] request, byte @Nullable [] answer) {
    this.request = request;
    this.answer = answer;
  }

  /**
   * What is to be held.
   *
   * @param request JSON, UTF-8
   * @param answer JSON, UTF-8; null where no answer was held back, or it had not come to its end
   */
  public static HeldContent of(byte[] request, byte @Nullable [] answer) {
    return new HeldContent(request.clone(), answer == null ? null : answer.clone());
  }

  public byte[] request() {
    return request.clone();
  }

  public Optional<byte[]> answer() {
    return Optional.ofNullable(answer).map(byte[]::clone);
  }

  public boolean isTooLarge() {
    return request.length + (answer == null ? 0L : answer.length) > MOST_BYTES;
  }

  /** Both, each with its length in front; a length below zero stands for none. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(request.length);
      out.write(request);
      out.writeInt(answer == null ? -1 : answer.length);
      if (answer != null) {
        out.write(answer);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("memory takes what is written to it", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IOException when it is something else
   */
  public static HeldContent parse(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte[] request = in.readNBytes(in.readInt());
      int length = in.readInt();
      return new HeldContent(request, length < 0 ? null : in.readNBytes(length));
    }
  }
}
