package dev.keeptrail.ledger.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands where in a bundle. */
final class EvidenceFiles {
  static final String EVENTS = "events.jsonl";
  static final String LEAVES = "leaves.txt";
  static final String CHECKPOINT = "checkpoint.txt";
  static final String KEYS = "keys.txt";
  static final String COVER = "cover.html";
  static final String PACKS = "packs/";
  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "manifest.sig";

  /** The member of the manifest that names what somebody removed. */
  static final String REMOVED = "removed";

  /** 2 has salts; 1 did not know them. */
  static final int FORMAT = 2;

  /** In front of the hash of the manifest in what is signed. */
  static final String SIGNED = "keeptrail evidence 1\n";

  private EvidenceFiles() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** What is signed for a manifest. */
  static String signed(byte[] manifest) {
    return SIGNED + hex(sha256().digest(manifest)) + "\n";
  }

  /** Where the plan of a pack stands. */
  static String pack(String digest) {
    return PACKS + digest.replace("sha256:", "") + ".json";
  }
}
