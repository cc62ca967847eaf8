package dev.keeptrail.cli;

import dev.keeptrail.ledger.integrity.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The public keys by which a command believes checkpoints. */
final class TrustedKeys {
  @Option(
      names = "--key",
      paramLabel = "<key>",
      description = "A public key to believe, or a file of them, one a line. Repeatable.")
  private List<String> keys = new ArrayList<>();

  /** The keys that the command line names; empty when it names none. */
  List<NoteKey> named() throws CommandFailedException {
    List<NoteKey> named = new ArrayList<>();
    for (String key : keys) {
      NoteKey written = NoteKey.parse(key).orElse(null);
      if (written == null) {
        named.addAll(file(Path.of(key)));
      } else {
        named.add(written);
      }
    }
    return named;
  }

  /**
   * The same where something that came from elsewhere is checked: there is nothing to fall back on.
   */
  List<NoteKey> required(String checked) throws CommandFailedException {
    List<NoteKey> named = named();
    if (named.isEmpty()) {
      throw new CommandFailedException(
          "no key is given to check the %s with".formatted(checked),
          "name the ledger's public key, from a source that you trust, with `--key`; `kt ledger"
              + " keys` prints it");
    }
    return named;
  }

  private static List<NoteKey> file(Path file) throws CommandFailedException {
    List<NoteKey> read = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          read.add(
              NoteKey.parse(line)
                  .orElseThrow(() ->
                      new CommandFailedException(
                          "`" + file + "` holds a line that is no public key of a ledger",
                          "each line is `name+hash+base64`, as `kt ledger keys` prints it")));
        }
      }
    } catch (IOException unreadable) {
      throw new CommandFailedException(
          "`" + file + "` is no public key of a ledger, and no file that can be read",
          "a key is `name+hash+base64`, as `kt ledger keys` prints it");
    }
    if (read.isEmpty()) {
      // WHY: to go on without a key would be to believe the keys that lie beside the ledger.
      throw new CommandFailedException(
          "`" + file + "` holds no public key",
          "each line is `name+hash+base64`, as `kt ledger keys` prints it");
    }
    return read;
  }
}
