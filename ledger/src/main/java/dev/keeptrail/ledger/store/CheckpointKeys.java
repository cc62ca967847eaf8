package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * The key that signs; made with a new ledger.
   *
   * @throws LedgerException when it is no key of this ledger: nobody could check what it signs
   */
  NoteSigner signer() throws LedgerException {
    return Files.exists(secret())
        ? signerAmong(publicKeys())
        : make("keeptrail.invalid/ledger/" + random());
  }

  @Override
  public NoteSigner signer(Connection connection) throws LedgerException {
    return signer();
  }

  /**
   * The key that signs, which is here.
   *
   * @param known the public keys that its signatures are checked with
   * @throws LedgerException when it is none of them: nobody could check what it signs
   */
  NoteSigner signerAmong(List<NoteKey> known) throws LedgerException {
    String kept = KeptText.read(secret()).orElse("");
    NoteSigner signer =
        NoteSigner.parse(kept.lines().toList())
            .orElseThrow(() ->
                new LedgerException(
                    "`"
                        + secret()
                        + "` holds no key for checkpoints; put the right file back, or move this one"
                        + " away to have a new key made"));
    if (!known.contains(signer.publicKey())) {
      throw new LedgerException(
          "`%s` is not in `%s`, so nobody could check what it signs; put back the two that belong together, or, where this key is the ledger's, add its first line there"
              .formatted(secret(), known()));
    }
    return signer;
  }

  @Override
  public NoteSigner present(Connection connection) throws LedgerException {
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
      KeptText.replace(files, known(), lines(known));
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
    try {
      List<NoteKey> all = new ArrayList<>(publicKeys());
      all.add(made.publicKey());
      // The public half first: a signature that nobody can check is worse than a key too many.
      KeptText.replace(files, known(), lines(all));
      KeptText.replace(files, secret(), String.join("\n", made.toLines()) + "\n");
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

  private static String lines(List<NoteKey> keys) {
    return keys.stream().map(key -> key + "\n").collect(Collectors.joining());
  }

  /**
   * All public keys that are known here, oldest first.
   *
   * @throws LedgerException when something else stands among them
   */
  List<NoteKey> publicKeys() throws LedgerException {
    List<NoteKey> keys = new ArrayList<>();
    for (String line : KeptText.read(known()).orElse("").lines().toList()) {
      if (!line.isBlank()) {
        keys.add(
            NoteKey.parse(line)
                .orElseThrow(() ->
                    new LedgerException(
                        "`"
                            + known()
                            + "` holds something else than public keys; put the right file back, or"
                            + " take out what is none")));
      }
    }
    return keys;
  }
}
