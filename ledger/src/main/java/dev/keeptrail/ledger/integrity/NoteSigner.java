package dev.keeptrail.ledger.integrity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A private Ed25519 key that signs notes, with its public half. Never shows the key. */
public final class NoteSigner {
  private final PrivateKey key;
  private final NoteKey publicKey;

  private NoteSigner(PrivateKey key, NoteKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  /** A new key. */
  public static NoteSigner generate(String name) {
    if (!NoteKey.isName(name)) {
      throw new IllegalArgumentException("not a name of a key");
    }
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new NoteSigner(pair.getPrivate(), NoteKey.of(name, pair.getPublic()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has Ed25519", impossible);
    }
  }

  /** Reads what {@link #toLines} wrote; empty when it is something else. */
  public static Optional<NoteSigner> parse(List<String> lines) {
    if (lines.size() != 2) {
      return Optional.empty();
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1).strip())));
      byte[] probe = {1};
      return NoteKey.parse(lines.getFirst())
          .map(known -> new NoteSigner(key, known))
          .filter(signer -> signer.publicKey.verifies(probe, signer.signature(probe)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The public half in its written form, and the private one as Base64 of PKCS #8: to be kept. */
  public List<String> toLines() {
    return List.of(publicKey.toString(), Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  public NoteKey publicKey() {
    return publicKey;
  }

  byte[] signature(byte[] text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an Ed25519 key signs anything", impossible);
    }
  }

  /** Shows which key, never the key. */
  @Override
  public String toString() {
    return "NoteSigner[" + publicKey + "]";
  }
}
