package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** An Ed25519 public key. */
public final class VerificationKey {
  static final String ALGORITHM = "Ed25519";

  private static final String LABEL = "PUBLIC KEY";

  private final PublicKey key;
  private final String id;

  VerificationKey(PublicKey key) {
    this.key = key;
    this.id = "sha256:" + HexFormat.of().formatHex(Member.sha256(key.getEncoded()));
  }

  /**
   * Reads an SPKI PEM.
   *
   * @throws ArchiveException when it is no such key
   */
  public static VerificationKey parse(String pem) throws ArchiveException {
    try {
      return new VerificationKey(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(Pem.decode(pem, LABEL))));
    } catch (InvalidKeySpecException e) {
      throw new ArchiveException(Problem.UNUSABLE_KEY, "the key is no Ed25519 public key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** SPKI PEM. */
  public String toPem() {
    return Pem.encode(key.getEncoded(), LABEL);
  }

  /** {@code sha256:} and 64 hex digits over the key's SPKI encoding. */
  public String id() {
    return id;
  }

  boolean verifies(byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key does not verify", e);
    }
  }
}
