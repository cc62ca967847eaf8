package dev.keeptrail.gateway.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * Reads private keys from PEM (RFC 7468). The older forms of RSA (PKCS #1, RFC 8017) and of
 * elliptic curves (SEC 1, RFC 5915) lack the name of their algorithm; it is taken from the
 * certificate, whose public key names the same one.
 */
final class PrivateKeys {
  private static final byte[] PROBE = "keeptrail".getBytes(StandardCharsets.US_ASCII);
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
  private static final List<String> WITHOUT_ALGORITHM =
      List.of("RSA PRIVATE KEY", "EC PRIVATE KEY");

  private PrivateKeys() {}

  /**
   * @param pem the text of the file
   * @param pair the public key that it must belong to
   */
  static PrivateKey read(Path file, String pem, PublicKey pair) throws TlsFileException {
    if (pem.contains("ENCRYPTED")) {
      throw new TlsFileException(
          file, "is an encrypted key; `openssl pkey -in <file>` writes one that is not");
    }
    byte[] der = der(file, pem, pair);
    PrivateKey key;
    try {
      key =
          KeyFactory.getInstance(pair.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException _) {
      throw new TlsFileException(
          file,
          "is no private key of the first certificate's kind, %s; the listener's own certificate comes first"
              .formatted(pair.getAlgorithm()));
    }
    if (!belong(key, pair)) {
      throw new TlsFileException(
          file, "is not the key of the first certificate, which has to be the listener's own");
    }
    return key;
  }

  private static byte[] der(Path file, String pem, PublicKey pair) throws TlsFileException {
    byte[] whole = block(file, pem, "PRIVATE KEY");
    if (whole.length > 0) {
      return whole;
    }
    for (String label : WITHOUT_ALGORITHM) {
      byte[] bare = block(file, pem, label);
      if (bare.length > 0) {
        return named(bare, pair);
      }
    }
    throw new TlsFileException(file, "is no private key in PEM");
  }

  /** The bytes between the lines with a label; none where there are no such lines. */
  private static byte[] block(Path file, String pem, String label) throws TlsFileException {
    String begin = "-----BEGIN " + label + "-----";
    int start = pem.indexOf(begin);
    int end = pem.indexOf("-----END " + label + "-----");
    if (start < 0 || end < start) {
      return new byte[0];
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    } catch (IllegalArgumentException _) {
      throw new TlsFileException(file, "is a damaged PEM file");
    }
  }

  /** PKCS #8: version 0, the algorithm, and the key as a string of bytes. */
  private static byte[] named(byte[] bare, PublicKey pair) {
    byte[] algorithm = firstOf(pair.getEncoded());
    var inside = new ByteArrayOutputStream();
    inside.writeBytes(new byte[] {0x02, 0x01, 0x00});
    inside.writeBytes(algorithm);
    inside.writeBytes(element(0x04, bare));
    return element(0x30, inside.toByteArray());
  }

  /** The first element inside a sequence; that of a public key (RFC 5280) is its algorithm. */
  private static byte[] firstOf(byte[] sequence) {
    ByteBuffer bytes = ByteBuffer.wrap(sequence);
    bytes.get();
    int ignored = length(bytes);
    int start = bytes.position();
    bytes.get();
    int length = length(bytes);
    byte[] first = new byte[bytes.position() + length - start];
    bytes.get(start, first);
    return first;
  }

  private static int length(ByteBuffer bytes) {
    int first = bytes.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int count = first & 0x7f; count > 0; count--) {
      length = length << Byte.SIZE | (bytes.get() & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream(content.length + 5);
    out.write(tag);
    if (content.length >= 0x80) {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / Byte.SIZE;
      out.write(0x80 | bytes);
      for (int at = bytes - 1; at > 0; at--) {
        out.write(content.length >> (at * Byte.SIZE));
      }
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** Whether both are of one pair. */
  private static boolean belong(PrivateKey key, PublicKey pair) {
    String algorithm =
        switch (pair.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> pair.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      if (algorithm.equals("RSASSA-PSS")) {
        signing.setParameter(PSS);
      }
      signing.initSign(key);
      signing.update(PROBE);
      byte[] signed = signing.sign();
      signing.initVerify(pair);
      signing.update(PROBE);
      return signing.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
