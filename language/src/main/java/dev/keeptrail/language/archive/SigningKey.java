package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * An Ed25519 key pair that signs. Shows its key id and nothing else of itself; only {@link #toPem}
 * gives the private key away.
 */
public final class SigningKey {
  private static final String LABEL = "PRIVATE KEY";

  private final PrivateKey secret;
  private final VerificationKey shown;

  private SigningKey(PrivateKey secret, VerificationKey shown) {
    this.secret = secret;
    this.shown = shown;
  }

  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(VerificationKey.ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), new VerificationKey(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /**
   * Reads an unencrypted PKCS#8 PEM. No message repeats anything of it.
   *
   * @throws ArchiveException when it is no such key
   */
  public static SigningKey parse(String pem) throws ArchiveException {
    byte[] encoded = Pem.decode(pem, LABEL);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(VerificationKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new SigningKey(secret, publicHalf(secret));
    } catch (InvalidKeySpecException e) {
      throw new ArchiveException(Problem.UNUSABLE_KEY, "the key is no Ed25519 private key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** PKCS#8 PEM: the secret itself. */
  public String toPem() {
    return Pem.encode(secret.getEncoded(), LABEL);
  }

  public VerificationKey verificationKey() {
    return shown;
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(VerificationKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + shown.id() + "]";
  }

  /**
   * The JDK does not say the public half of a private key. Its generator makes a pair from 32
   * random bytes, which are the private key; handing it the key's own bytes gives the pair again.
   */
  private static VerificationKey publicHalf(PrivateKey secret)
      throws GeneralSecurityException, ArchiveException {
    byte[] seed =
        secret instanceof EdECPrivateKey key ? key.getBytes().orElse(new byte[0]) : new byte[0];
    var generator = KeyPairGenerator.getInstance(VerificationKey.ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    KeyPair pair = generator.generateKeyPair();
    if (!Arrays.equals(pair.getPrivate().getEncoded(), secret.getEncoded())) {
      throw new ArchiveException(Problem.UNUSABLE_KEY, "the key's public half cannot be found");
    }
    return new VerificationKey(pair.getPublic());
  }

  /** Gives out the bytes it was made with. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, Math.min(bytes.length, wanted.length));
    }
  }
}
