package dev.keeptrail.ledger.integrity;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a ledger was at one time, in the format of C2SP tlog-checkpoint: three lines that say whose
 * ledger, how many events, and the root of their tree.
 *
 * @param origin names the ledger
 * @param size how many events it had
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  public static Checkpoint of(String origin, CompactTree tree) {
    return new Checkpoint(origin, tree.size(), tree.root());
  }

  public SignedNote sign(NoteSigner signer) {
    return SignedNote.sign(text(), signer);
  }

  private String text() {
    return origin + "\n" + size + "\n" + root.toBase64() + "\n";
  }

  /** Reads the text of a note; empty when it is no checkpoint. */
  public static Optional<Checkpoint> parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || lines[0].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Checkpoint(
              lines[0], Long.parseLong(lines[1]), Hash.of(Base64.getDecoder().decode(lines[2]))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
