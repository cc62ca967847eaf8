package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a ledger's checkpoints: the private one that signs, in a file for its owner alone,
 * and the public halves of all that ever did, one a line.
 */
final class CheckpointKeys implements Keys {
  private final LedgerFiles files;

  CheckpointKeys(LedgerFiles files) {
    this.files = files;
  }

  private Path secret() {
    return files.directory().resolve("checkpoint.key");
  }

  private Path known() {
    return files.directory().resolve("checkpoint.keys");
  }

  /** Whether this is the place where checkpoints are signed. */
  boolean canSign() {
    return Files.exists(secret());
  }

  /** The key that signs; made with a new ledger. */
  @Override
  public NoteSigner signer() throws LedgerException {
    if (!Files.exists(secret())) {
      return make("keeptrail.invalid/ledger/" + random());
    }
    try {
      return NoteSigner.parse(Files.readAllLines(secret()))
          .orElseThrow(() ->
              new LedgerException(
                  "`"
                      + secret()
                      + "` holds no key for checkpoints; put the right file back, or move this one"
                      + " away to have a new key made"));
    } catch (IOException exception) {
      throw new LedgerException("`" + secret() + "` cannot be read", exception);
    }
  }

  @Override
  public NoteSigner present() throws LedgerException {
    if (!canSign()) {
      throw new LedgerException(
          "the private key of the ledger is not in `"
              + files.directory()
              + "`; copy `checkpoint.key` and `checkpoint.keys` from where its gateway runs");
    }
    return signer();
  }

  /** A new key in place of the one that signed so far; the ledger keeps its name. */
  NoteSigner rotate() throws LedgerException {
    return make(signer().publicKey().name());
  }

  /** A first key here, for a ledger whose keys these are so far. */
  NoteSigner adopt(List<NoteKey> known) throws LedgerException {
    try {
      files.createFile(known());
      Files.write(known(), known.stream().map(NoteKey::toString).toList());
    } catch (IOException exception) {
      throw new LedgerException("`" + known() + "` cannot be written", exception);
    }
    return make(known.getLast().name());
  }

  private static String random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private NoteSigner make(String name) throws LedgerException {
    NoteSigner made = NoteSigner.generate(name);
    Path written = files.directory().resolve("checkpoint.key.new");
    try {
      List<NoteKey> all = new ArrayList<>(publicKeys());
      all.add(made.publicKey());
      // The public half first: a signature that nobody can check is worse than a key too many.
      files.createFile(known());
      Files.write(known(), all.stream().map(NoteKey::toString).toList());
      Files.deleteIfExists(written);
      files.createFile(written);
      Files.write(written, made.toLines(), StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(written, secret(), StandardCopyOption.ATOMIC_MOVE);
      return made;
    } catch (IOException exception) {
      throw new LedgerException("`" + secret() + "` cannot be written", exception);
    }
  }

  @Override
  public Optional<String> lastSigned() throws LedgerException {
    return LastSigned.read(files);
  }

  @Override
  public List<NoteKey> known(Connection connection) throws LedgerException {
    return publicKeys();
  }

  /** All public keys that are known here, oldest first. */
  List<NoteKey> publicKeys() throws LedgerException {
    if (!Files.exists(known())) {
      return List.of();
    }
    try {
      return Files.readAllLines(known()).stream()
          .map(NoteKey::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException exception) {
      throw new LedgerException("`" + known() + "` cannot be read", exception);
    }
  }
}
