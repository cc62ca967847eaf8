package dev.keeptrail.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An authority that signs certificates (RFC 5280) while a test runs. */
public final class TestCertificates {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String CN = "2.5.4.3";
  private static final String ORG = "2.5.4.10";
  private static final String UNIT = "2.5.4.11";

  final X509Certificate authority;
  private final byte[] name;
  private final PrivateKey key;
  private long serial = 1;

  /** A certificate and its key. */
  public record Identity(X509Certificate certificate, PrivateKey key) {
    String certificatePem() throws GeneralSecurityException {
      return pem("CERTIFICATE", certificate.getEncoded());
    }

    String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }

    void write(Path certificateFile, Path keyFile) throws Exception {
      Files.writeString(certificateFile, certificatePem());
      Files.writeString(keyFile, keyPem());
    }
  }

  public TestCertificates(String commonName) throws GeneralSecurityException {
    KeyPair pair = pair("EC");
    this.name = sequence(rdn(CN, commonName));
    this.key = pair.getPrivate();
    byte[] basic = extension("2.5.29.19", true, sequence(der(1, new byte[] {-1})));
    this.authority = sign(name, pair.getPublic(), basic, Instant.now().plusSeconds(3600));
  }

  static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), label);
  }

  String authorityPem() throws GeneralSecurityException {
    return pem("CERTIFICATE", authority.getEncoded());
  }

  /** A certificate for this machine's loopback names. */
  public Identity server(String algorithm) throws GeneralSecurityException {
    byte[] names =
        sequence(
            der(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
            der(0x87, new byte[] {127, 0, 0, 1}));
    return issue(sequence(rdn(CN, "localhost")), names, algorithm, Instant.now().plusSeconds(3600));
  }

  /** A certificate that names somebody, as far as it is said who. */
  public Identity client(
      @Nullable String commonName,
      @Nullable String unit,
      @Nullable String org,
      @Nullable String uri)
      throws GeneralSecurityException {
    byte[] subject =
        sequence(
            commonName == null ? new byte[0] : rdn(CN, commonName),
            unit == null ? new byte[0] : rdn(UNIT, unit),
            org == null ? new byte[0] : rdn(ORG, org));
    byte[] names =
        uri == null ? null : sequence(der(0x86, uri.getBytes(StandardCharsets.US_ASCII)));
    return issue(subject, names, "EC", Instant.now().plusSeconds(3600));
  }

  private Identity issue(byte[] subject, byte @Nullable [] names, String algorithm, Instant end)
      throws GeneralSecurityException {
    KeyPair pair = pair(algorithm);
    byte[] extension = names == null ? new byte[0] : extension("2.5.29.17", false, names);
    return new Identity(sign(subject, pair.getPublic(), extension, end), pair.getPrivate());
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.startsWith("RSA") ? 2048 : 256);
    return generator.generateKeyPair();
  }

  private X509Certificate sign(byte[] subject, PublicKey its, byte[] extensions, Instant end)
      throws GeneralSecurityException {
    byte[] algorithm = sequence(oid("1.2.840.10045.4.3.2"));
    byte[] toSign =
        sequence(
            der(0xA0, der(2, new byte[] {2})),
            der(2, BigInteger.valueOf(serial++).toByteArray()),
            algorithm,
            name,
            sequence(time(Instant.now().minusSeconds(3600)), time(end)),
            subject,
            its.getEncoded(),
            extensions.length == 0 ? new byte[0] : der(0xA3, sequence(extensions)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(toSign);
    byte[] whole = sequence(toSign, algorithm, der(3, concat(new byte[1], signature.sign())));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  /** Trusts this authority, and shows a certificate where one is given. */
  public SSLContext client(@Nullable Identity shown) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (shown != null) {
      own.setKeyEntry("own", shown.key(), new char[0], new X509Certificate[] {shown.certificate()});
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static byte[] time(Instant when) {
    return der(0x17, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] rdn(String type, String value) {
    byte[] text = der(0x0C, value.getBytes(StandardCharsets.UTF_8));
    return der(0x31, sequence(oid(type), text));
  }

  private static byte[] extension(String type, boolean critical, byte[] value) {
    byte[] flag = critical ? der(1, new byte[] {-1}) : new byte[0];
    return sequence(oid(type), flag, der(4, value));
  }

  private static byte[] oid(String dotted) {
    String[] parts = dotted.split("\\.", -1);
    var out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int at = 2; at < parts.length; at++) {
      int number = Integer.parseInt(parts[at]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (number >> shift != 0) {
          out.write(0x80 | ((number >> shift) & 0x7f));
        }
      }
      out.write(number & 0x7f);
    }
    return der(6, out.toByteArray());
  }

  private static byte[] sequence(byte[]... parts) {
    return der(0x30, concat(parts));
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] der(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      boolean two = content.length > 0xff;
      out.write(two ? 0x82 : 0x81);
      if (two) {
        out.write(content.length >> Byte.SIZE);
      }
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
