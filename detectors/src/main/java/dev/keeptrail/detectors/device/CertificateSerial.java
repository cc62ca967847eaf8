package dev.keeptrail.detectors.device;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;

/**
 * The serial number of a certificate (X.509), which is no device's: hexadecimal digits beside words
 * that only certificates have, or a word for one right at the label.
 */
final class CertificateSerial {
  private static final int REACH = 160;
  private static final int NEAR = 24;
  private static final WordTable FIELDS =
      WordTable.of(
          List.of(
              "x509*",
              "x.509",
              "issuer*",
              "not before",
              "not after",
              "notbefore",
              "notafter",
              "valid from",
              "valid to",
              "valid until",
              "thumbprint",
              "crl",
              "ocsp",
              "revoked",
              "revocation",
              "signature algorithm",
              "subject alternative",
              "begin certificate",
              "pkcs*"));
  private static final WordTable CERTIFICATES =
      WordTable.of(
          List.of(
              "certificate*",
              "cert",
              "certs",
              "zertifikat*",
              "certificat",
              "certificats",
              "certificado*",
              "certificato",
              "certificaat",
              "certyfikat*",
              "сертификат*",
              "sertifika*",
              "证书",
              "証明書",
              "인증서"));

  private CertificateSerial() {}

  static boolean isOne(ScannedText text, int labelStart, LabelledValue value) {
    for (int at = value.start(); at < value.end(); at++) {
      if (!CharacterKinds.isHexDigit(text.at(at))) {
        return false;
      }
    }
    return CERTIFICATES.anyIn(text, labelStart - NEAR, value.start())
        || FIELDS.before(text, labelStart, REACH)
        || FIELDS.after(text, value.end(), REACH);
  }
}
