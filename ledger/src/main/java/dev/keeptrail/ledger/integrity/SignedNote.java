package dev.keeptrail.ledger.integrity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures, in the format of C2SP signed-note: the text, an empty line, and a line
 * {@code — name base64} for each signature.
 *
 * @param text ends with a line break
 */
public record SignedNote(String text, List<Line> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int MAX_LENGTH = 1 << 20;

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /** One signature: whose, the four bytes that tell its keys apart, and the signature itself. */
  public record Line(String name, String base64) {}

  public static SignedNote sign(String text, NoteSigner signer) {
    NoteKey key = signer.publicKey();
    byte[] signature = signer.signature(text.getBytes(StandardCharsets.UTF_8));
    byte[] hash = key.hash();
    byte[] both = Arrays.copyOf(hash, hash.length + signature.length);
    System.arraycopy(signature, 0, both, hash.length, signature.length);
    return new SignedNote(
        text, List.of(new Line(key.name(), Base64.getEncoder().encodeToString(both))));
  }

  /** Reads a note; empty when it is none. */
  public static Optional<SignedNote> parse(String note) {
    int end = note.lastIndexOf("\n\n");
    boolean signed = end >= 0 && end + 2 < note.length() && note.endsWith("\n");
    if (!signed || note.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith(DASH) || space < DASH.length()) {
        return Optional.empty();
      }
      lines.add(new Line(line.substring(DASH.length(), space), line.substring(space + 1)));
    }
    return Optional.of(new SignedNote(note.substring(0, end + 1), lines));
  }

  /** The key among these that has signed it; empty when none has. */
  public Optional<NoteKey> signedBy(Collection<NoteKey> keys) {
    return keys.stream().filter(this::isSignedBy).findFirst();
  }

  private boolean isSignedBy(NoteKey key) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] hash = key.hash();
    for (Line line : signatures) {
      byte[] both = decoded(line.base64());
      if (line.name().equals(key.name())
          && both.length > hash.length
          && Arrays.equals(both, 0, hash.length, hash, 0, hash.length)
          && key.verifies(content, Arrays.copyOfRange(both, hash.length, both.length))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /** The note as it is written. */
  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    for (Line line : signatures) {
      note.append(DASH).append(line.name()).append(' ').append(line.base64()).append('\n');
    }
    return note.toString();
  }
}
