package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * The fingerprint of a key or a certificate, which is nobody's finger: hexadecimal digits, as many
 * as digests have, where the text speaks of keys.
 */
final class KeyFingerprint {
  private static final int REACH = 80;

  /** Digits of MD5, SHA-1, SHA-256, SHA-384 and SHA-512. */
  private static final Set<Integer> LENGTHS = Set.of(32, 40, 64, 96, 128);

  private static final WordTable KEYS =
      WordTable.of(
          List.of(
              "key*",
              "gpg*",
              "pgp*",
              "openpgp",
              "ssh*",
              "rsa",
              "ed25519",
              "cert*",
              "x509*",
              "tls",
              "ssl",
              "signed",
              "signature*",
              "sig",
              "signer",
              "sha1",
              "sha256",
              "sha-1",
              "sha-256",
              "md5",
              "crypto",
              "schlüssel*",
              "zertifikat*",
              "clé",
              "clave",
              "chiave",
              "ключ*"));

  private KeyFingerprint() {}

  static boolean isOne(ScannedText text, int labelStart, LabelledValue value) {
    if (!LENGTHS.contains(value.length())) {
      return false;
    }
    for (int at = value.start(); at < value.end(); at++) {
      if (!CharacterKinds.isHexDigit(text.at(at))) {
        return false;
      }
    }
    return KEYS.before(text, value.start(), REACH);
  }
}
