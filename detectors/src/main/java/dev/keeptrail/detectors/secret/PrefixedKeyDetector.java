package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys of issuers that are not in the table of formats: words that say what it is, joined by
 * underscores or hyphens, and behind them what was drawn by lot, as in {@code acme_sk_live_…}. New
 * services give out keys like that, so that scanners find them.
 */
final class PrefixedKeyDetector {
  private static final String CATEGORY = "secret.api_key";
  private static final double SCORE = 0.65;
  private static final int MOST = 250;
  private static final int BEFORE = 60;
  private static final int MAX_SEGMENT = 14;
  private static final int LEAST = 22;
  private static final int LEAST_LOWER = 28;
  private static final int MAX_JOINTS_SHARE = 8;
  private static final int MAX_LETTERS = 7;
  private static final Set<Integer> HEX = Set.of(32, 40, 48, 56, 64, 96, 128);

  /** Whose body may look like a hash. */
  private static final Set<String> STRONG = Set.of("sk", "rk", "pat", "secret", "apikey", "live");

  private static final Set<String> WORDS =
      Set.of(
          "sk",
          "rk",
          "pat",
          "secret",
          "apikey",
          "live",
          "token",
          "tkn",
          "oat",
          "api",
          "key",
          "auth",
          "access",
          "refresh",
          "prod",
          "production",
          "sandbox",
          "test");

  /** What anybody may see: halves of pairs, names of things, and of what was built or stored. */
  private static final Set<String> OTHERS =
      Set.of(
          "pk",
          "pub",
          "public",
          "publishable",
          "id",
          "ids",
          "cs",
          "sub",
          "hash",
          "sha",
          "md",
          "commit",
          "cache",
          "etag",
          "build",
          "chunk",
          "csrf",
          "xsrf",
          "img",
          "image",
          "css",
          "js",
          "req",
          "request",
          "trace",
          "evt",
          "event",
          "session",
          "sess",
          "page",
          "next",
          "cursor",
          "integrity",
          "digest",
          "checksum");

  /** Prefixes of several words that the table knows: it says what follows them. */
  private static final Set<String> KNOWN =
      TokenFormats.all().stream()
          .map(TokenFormat::prefix)
          .filter(prefix -> prefix.chars().filter(c -> c == '_' || c == '-').count() > 1)
          .collect(Collectors.toUnmodifiableSet());

  private PrefixedKeyDetector() {}

  static Detector detector() {
    List<String> anchors =
        WORDS.stream().sorted().flatMap(word -> Stream.of(word + "_", word + "-")).toList();
    return new RuleDetector(
            "prefixed-key",
            1,
            Set.of(CATEGORY),
            MOST,
            Trigger.anchors(anchors),
            PrefixedKeyDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(MOST));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int hit = hits.start(i);
      if (hit < taken || CharacterKinds.isAsciiAlphanumeric(text.at(hit - 1))) {
        continue;
      }
      int start = hit;
      while (start > taken && hit - start < BEFORE && Alphabet.WORD.holds(text.at(start - 1))) {
        start--;
      }
      int end = hits.end(i);
      while (end - start < MOST && Alphabet.WORD.holds(text.at(end))) {
        end++;
      }
      int last = end;
      while (text.at(last - 1) == '_' || text.at(last - 1) == '-') {
        last--;
      }
      // INVARIANT: every hit in a run says the same of it, so it is read once.
      taken = end;
      if (last - start >= LEAST
          && end - start < MOST
          && stands(text, start, end)
          && isKey(text.subSequence(start, last))) {
        sink.add(start, last, CATEGORY, "API_KEY", SCORE, Evidence.PATTERN);
      }
    }
  }

  /** Not a part of a longer name or run: of a file, of a host, of a row of Base64. */
  private static boolean stands(ScannedText text, int start, int end) {
    char before = text.at(start - 1);
    char c = text.at(end);
    boolean name = c == '.' && CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
    boolean goesOn = c == '+' || c == '/' || c == '@' || c == '%';
    boolean inside =
        CharacterKinds.joinsWord(before) || before == '-' || before == '.' || before == '+';
    return !inside && !name && !goesOn;
  }

  static boolean isKey(String run) {
    var words = new ArrayList<String>();
    int from = 0;
    int end = segmentEnd(run, 0);
    while (end > from) {
      words.add(run.substring(from, end));
      from = end + 1;
      end = segmentEnd(run, from);
    }
    if (words.stream().noneMatch(WORDS::contains)
        || words.stream().anyMatch(OTHERS::contains)
        || words.equals(List.of("test"))
        || KNOWN.contains(run.substring(0, from))) {
      return false;
    }
    String body = run.substring(from);
    return isDrawn(body, words.stream().anyMatch(STRONG::contains))
        && !Randomness.isSequence(body)
        && !Placeholders.isPlaceholder(body);
  }

  /** Where a word of the prefix ends that begins here: small letters, and perhaps a number. */
  private static int segmentEnd(String run, int from) {
    int at = from;
    while (at < run.length() && Alphabet.LOWER.holds(run.charAt(at))) {
      at++;
    }
    int letters = at - from;
    while (at < run.length() && at - from - letters < 2 && Alphabet.DIGITS.holds(run.charAt(at))) {
      at++;
    }
    boolean joint = at < run.length() && (run.charAt(at) == '_' || run.charAt(at) == '-');
    return letters > 0 && letters <= MAX_SEGMENT && joint ? at : -1;
  }

  private static boolean isDrawn(String body, boolean strong) {
    int upper = 0;
    int lower = 0;
    int digits = 0;
    int hex = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      upper += Alphabet.UPPER.holds(c) ? 1 : 0;
      lower += Alphabet.LOWER.holds(c) ? 1 : 0;
      digits += Alphabet.DIGITS.holds(c) ? 1 : 0;
      hex += Alphabet.HEX.holds(c) ? 1 : 0;
    }
    int length = body.length();
    if (!Randomness.isRandom(body)) {
      return false;
    }
    if (hex == length) {
      return strong && HEX.contains(length);
    }
    int joints = length - upper - lower - digits;
    boolean mixed = length >= LEAST && upper > 2 && lower > 2 && digits > 1;
    boolean small = length >= LEAST_LOWER && upper == 0 && joints == 0 && digits > 3;
    return (mixed || small)
        && joints * MAX_JOINTS_SHARE <= length
        && Randomness.switches(body) * MAX_LETTERS >= length;
  }
}
