package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Signatures with Ed25519 (RFC 8037) by the JDK; the library needs another one for them. Its
 * providers are those of the JDK, so this is stateless.
 */
final class Ed25519 extends BaseJWSProvider implements JWSVerifier {
  private static final String NAME = "Ed25519";

  /** What stands before the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] LEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int BYTES = 32;

  private final PublicKey key;

  private Ed25519(PublicKey key) {
    super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
    this.key = key;
  }

  /** The key with these bytes; empty where there is none. */
  static Optional<PublicKey> key(byte[] bytes) {
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    byte[] whole = new byte[LEAD.length + BYTES];
    System.arraycopy(LEAD, 0, whole, 0, LEAD.length);
    System.arraycopy(bytes, 0, whole, LEAD.length, BYTES);
    try {
      return Optional.of(
          KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(whole)));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    // What must be understood is not understood here; the library asks the same of others.
    if (header.getCriticalParams() != null && !header.getCriticalParams().isEmpty()) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(NAME);
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature.decode());
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new JOSEException("this JDK cannot check it", impossible);
    }
  }

  /** Makes verifiers for these keys, and leaves all others to the library. */
  static final class Factory extends DefaultJWSVerifierFactory {
    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
      boolean ours = JWSAlgorithm.Family.ED.contains(header.getAlgorithm());
      return ours && key instanceof EdECPublicKey edwards
          ? new Ed25519(edwards)
          : super.createJWSVerifier(header, key);
    }
  }
}
