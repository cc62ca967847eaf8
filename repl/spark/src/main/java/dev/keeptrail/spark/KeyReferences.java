package dev.keeptrail.spark;

import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds keys of captures on the machine that asks: {@code env:NAME} or {@code file:PATH}. */
final class KeyReferences {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private KeyReferences() {}

  /** Whether it says where a key is, rather than being one. */
  static boolean isReference(String word) {
    return word.startsWith(ENV) || word.startsWith(FILE);
  }

  /**
   * All keys.
   *
   * @throws ReplayFailedException when one is not there, or is none
   */
  static CaptureKeys resolve(List<String> references, Map<String, String> environment)
      throws ReplayFailedException {
    List<CaptureKey> keys = new ArrayList<>();
    for (String reference : references) {
      try {
        keys.add(CaptureKey.of(text(reference, environment)));
      } catch (CaptureException unusable) {
        throw new ReplayFailedException("`%s`: %s".formatted(reference, unusable.getMessage()));
      }
    }
    return new CaptureKeys(keys);
  }

  private static String text(String reference, Map<String, String> environment)
      throws ReplayFailedException {
    String text =
        reference.startsWith(ENV)
            ? environment.getOrDefault(reference.substring(ENV.length()), "")
            : read(reference.substring(FILE.length()));
    if (text.isBlank()) {
      throw new ReplayFailedException("there is no key at `%s`".formatted(reference));
    }
    return text;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException _) {
      // Not there, not readable, not text: all the same to whoever needs the key.
      return "";
    }
  }
}
