package dev.keeptrail.detectors.crypto;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.DigitTokens;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Addresses of crypto currencies. Verified by their checksum: Bitcoin, Litecoin, Dogecoin, Dash,
 * Tron, XRP (Base58Check), segregated witness and Cardano addresses (Bech32, Bech32m), Ethereum
 * (EIP-55, if the hexadecimal digits are written in mixed case) and Monero. Solana addresses have
 * none: 32 bytes in Base58 after a word that names them.
 */
public final class CryptoDetector {
  private static final int MIN_LENGTH = 25;
  private static final int MAX_LENGTH = 110;
  private static final int REACH = 48;
  private static final int ETHEREUM = 42;
  private static final int ACCOUNT = 21;
  private static final WordTable WORDS = ContextWords.table("crypto");

  private CryptoDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "crypto",
            1,
            Set.of("pii.crypto"),
            MAX_LENGTH,
            Trigger.onDigitRuns(),
            CryptoDetector::detect)
        .reaching(Reach.from(Lead.TOKEN));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    DigitTokens.each(
        text, hits, MIN_LENGTH, MAX_LENGTH, (start, end) -> token(text, start, end, sink));
  }

  private static void token(ScannedText text, int start, int end, FindingSink sink) {
    if (text.insideWord(start) || text.insideWord(end)) {
      return;
    }
    int length = end - start;
    boolean hexadecimal = text.at(start) == '0' && text.at(start + 1) == 'x';
    if (hexadecimal) {
      ethereum(text, start, end, sink);
    } else if (isSegregated(text, start, end)
        || (length <= 36 && isAccount(text, start, end))
        || (length >= 95 && isMonero(text, start, end))) {
      add(start, end, 0.99, Evidence.CHECKSUM, sink);
    } else if (length >= 32 && length <= 44 && isSolana(text, start, end)) {
      add(start, end, 0.7, Evidence.CONTEXT, sink);
    }
  }

  private static void add(int start, int end, double score, Evidence evidence, FindingSink sink) {
    sink.add(start, end, "pii.crypto", "CRYPTO_ADDRESS", score, evidence);
  }

  private static boolean isSegregated(ScannedText text, int start, int end) {
    int readable =
        switch (text.at(start) | 32) {
          case 'b', 't' -> 2;
          case 'l' -> 3;
          case 'a' -> 4;
          default -> 0;
        };
    if (readable == 0 || text.at(start + readable) != '1') {
      return false;
    }
    String prefix = text.subSequence(start, start + readable);
    boolean known =
        prefix.equalsIgnoreCase("bc")
            || prefix.equalsIgnoreCase("tb")
            || prefix.equalsIgnoreCase("ltc")
            || prefix.equalsIgnoreCase("addr");
    return known && Bech32.holds(text, start, end, readable);
  }

  /** A version byte and twenty bytes of hash. */
  private static boolean isAccount(ScannedText text, int start, int end) {
    byte[] bytes =
        switch (text.charAt(start)) {
          case '1', '3', 'L', 'M', 'D', 'A', '9', 'X', '7', 'T', 'm', 'n', '2' ->
              Base58.BITCOIN.decodeChecked(text, start, end);
          case 'r' -> Base58.XRP.decodeChecked(text, start, end);
          default -> null;
        };
    return bytes != null && bytes.length == ACCOUNT;
  }

  /** Network byte, two keys of 32 bytes, perhaps a payment id, four bytes of Keccak. */
  private static boolean isMonero(ScannedText text, int start, int end) {
    char first = text.charAt(start);
    return (first == '4' || first == '8') && MoneroAddress.holds(text, start, end);
  }

  private static boolean isSolana(ScannedText text, int start, int end) {
    if (!WORDS.before(text, start, REACH)) {
      return false;
    }
    byte[] bytes = Base58.BITCOIN.decode(text, start, end);
    return bytes != null && bytes.length == 32;
  }

  private static void ethereum(ScannedText text, int start, int end, FindingSink sink) {
    if (end - start != ETHEREUM) {
      return;
    }
    boolean small = false;
    boolean capital = false;
    for (int at = start + 2; at < end; at++) {
      char c = text.charAt(at);
      if (Character.digit(c, 16) < 0) {
        return;
      }
      small |= c >= 'a';
      capital |= c >= 'A' && c <= 'F';
    }
    if (small && capital) {
      boolean checked = isMixedAsHashed(text, start + 2);
      add(start, end, checked ? 0.99 : 0.6, checked ? Evidence.CHECKSUM : Evidence.PATTERN, sink);
    } else {
      add(start, end, 0.85, Evidence.PATTERN, sink);
    }
  }

  /** Letters are capitals where the hash of the small form has a digit of eight or more. */
  private static boolean isMixedAsHashed(ScannedText text, int start) {
    byte[] small = new byte[ETHEREUM - 2];
    for (int i = 0; i < small.length; i++) {
      char c = text.charAt(start + i);
      small[i] = (byte) (c >= 'A' && c <= 'F' ? c + 32 : c);
    }
    byte[] hash = Keccak.hash(small);
    for (int i = 0; i < small.length; i++) {
      char c = text.charAt(start + i);
      if (CharacterKinds.isDigit(c)) {
        continue;
      }
      int digit = i % 2 == 0 ? hash[i / 2] >> 4 & 15 : hash[i / 2] & 15;
      if ((digit >= 8) != (c <= 'F')) {
        return false;
      }
    }
    return true;
  }
}
