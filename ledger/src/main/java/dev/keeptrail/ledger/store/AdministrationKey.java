package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.integrity.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a ledger's administration, 32 random bytes in a file for its owner alone: approvals
 * are bound to requests under it, and what is held back is sealed under it. Two keys are made of
 * it, one for each purpose. Thread-safe.
 */
final class AdministrationKey {
  private static final int KEY_BYTES = 32;
  private static final String MODE = "held";

  private final SecretKeySpec binding;
  private final CaptureKey sealing;

  /** Where a key comes from when it is needed: who only looks may do without. */
  @FunctionalInterface
  interface Source {
    AdministrationKey get() throws LedgerException;
  }

  /** The key of a folder, which is made where there is none. */
  AdministrationKey(LedgerFiles files) throws LedgerException {
    this(secret(files));
  }

  /**
   * The key of a folder that nothing is written to.
   *
   * @throws LedgerException when there is none
   */
  static AdministrationKey existing(LedgerFiles files) throws LedgerException {
    if (!isIn(files)) {
      throw new LedgerException(
          "`" + file(files) + "` is not there, and what is held back opens with no other key");
    }
    return new AdministrationKey(files);
  }

  private AdministrationKey(byte[] secret) {
    this.binding = new SecretKeySpec(derived(secret, "keeptrail binding 1"), "HmacSHA256");
    try {
      this.sealing =
          CaptureKey.of(HexFormat.of().formatHex(derived(secret, "keeptrail content 1")));
    } catch (CaptureException impossible) {
      throw new IllegalStateException("a derived key has the length of a key", impossible);
    }
  }

  private static Path file(LedgerFiles files) {
    return files.directory().resolve("administration.key");
  }

  static boolean isIn(LedgerFiles files) {
    return Files.exists(file(files));
  }

  /** Tells secrets apart, and says nothing of them. */
  String fingerprint() {
    byte[] mac = mac(binding, "keeptrail fingerprint 1".getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac, 0, 8);
  }

  private static byte[] secret(LedgerFiles files) throws LedgerException {
    Path file = file(files);
    try {
      if (!Files.exists(file)) {
        make(files, file);
      }
      byte[] secret = HexFormat.of().parseHex(KeptText.read(file).orElse("").strip());
      if (secret.length == KEY_BYTES) {
        return secret;
      }
    } catch (IOException exception) {
      throw new LedgerException("`" + file + "` cannot be read or written", exception);
    } catch (IllegalArgumentException _) {
      // Said below, with the remedy.
    }
    throw new LedgerException(
        "`"
            + file
            + "` holds no key; put the right file back, or move this one away: then"
            + " approvals that were not used are lost");
  }

  /** Several processes may begin at once; the first one's key is that of all. */
  private static void make(LedgerFiles files, Path file) throws IOException, LedgerException {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    Path written =
        files.directory().resolve("administration.key." + ProcessHandle.current().pid() + ".new");
    Files.deleteIfExists(written);
    files.createFile(written);
    Files.writeString(written, HexFormat.of().formatHex(secret) + "\n");
    try {
      Files.createLink(file, written);
    } catch (FileAlreadyExistsException _) {
      // Somebody was faster, and his key is there now.
    } catch (UnsupportedOperationException _) {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static byte[] derived(byte[] secret, String purpose) {
    return mac(new SecretKeySpec(secret, "HmacSHA256"), purpose.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
    }
  }

  Hash binding(byte[] canonical) {
    return Hash.of(mac(binding, canonical));
  }

  /** Sealed for one escalation: it opens as that one's only. */
  byte[] seal(HeldContent content, String id) {
    return StoredCapture.sealed(MODE, content.toBytes(), sealing, id).body();
  }

  HeldContent open(byte[] sealed, String id) throws LedgerException {
    try {
      return HeldContent.parse(
          StoredCapture.read(MODE, sealing.id(), null, sealed)
              .captured(new CaptureKeys(List.of(sealing)), id));
    } catch (CaptureException | IOException damaged) {
      throw new LedgerException("what was held back for `" + id + "` is damaged", damaged);
    }
  }
}
