package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding of keys (RFC 7468), one to a file. Messages never repeat what a file holds. */
final class Pem {
  private static final int MAX_CHARACTERS = 4096;
  private static final int LINE = 64;

  private Pem() {}

  static String encode(byte[] bytes, String label) {
    var lines =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return begin(label) + "\n" + lines + "\n" + end(label) + "\n";
  }

  static byte[] decode(String pem, String label) throws ArchiveException {
    String text = pem.strip();
    if (pem.length() > MAX_CHARACTERS
        || !text.startsWith(begin(label))
        || !text.endsWith(end(label))) {
      throw new ArchiveException(
          Problem.UNUSABLE_KEY,
          "the key is no PEM file that starts with `" + begin(label) + "`",
          hint(text, label));
    }
    String body = text.substring(begin(label).length(), text.length() - end(label).length());
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException _) {
      throw new ArchiveException(Problem.UNUSABLE_KEY, "the PEM file of the key is damaged");
    }
  }

  private static String hint(String text, String label) {
    if (text.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
      return "the key is encrypted; hand in one that is not, for example through `--key-env`";
    }
    return text.startsWith("-----BEGIN P")
        ? "this is the other half of a key pair"
        : "`kt policy keygen` makes a key pair; a "
            + label.toLowerCase(java.util.Locale.ROOT)
            + " is wanted here";
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
