package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * The name in the address of somebody's profile, on networks whose addresses say that a person, and
 * no firm or group, is behind it: {@code linkedin.com/in/anna-lind}.
 */
final class ProfileAddress {
  private static final int MAX_LENGTH = 60;
  private static final int MIN_LENGTH = 3;
  private static final List<String> PREFIXES =
      List.of(
          "linkedin.com/in/",
          "linkedin.com/pub/",
          "xing.com/profile/",
          "instagram.com/",
          "tiktok.com/@",
          "facebook.com/profile.php?id=",
          "snapchat.com/add/",
          "reddit.com/user/",
          "reddit.com/u/",
          "vk.com/id",
          "t.me/",
          "paypal.me/",
          "venmo.com/u/",
          "cash.app/$",
          "orcid.org/");

  /** First parts of a path that are no name. */
  private static final Set<String> PAGES =
      Set.of("explore", "reel", "reels", "stories", "accounts", "about", "share", "joinchat", "tv");

  private ProfileAddress() {}

  static Detector detector() {
    return new RuleDetector(
            "profile-address",
            1,
            Set.of("pii.username"),
            MAX_LENGTH,
            Trigger.anchors(PREFIXES),
            ProfileAddress::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.end(hit);
      int end = start;
      while (end - start <= MAX_LENGTH && isName(text, end)) {
        end++;
      }
      boolean fits = end - start >= MIN_LENGTH && end - start <= MAX_LENGTH;
      boolean host = !CharacterKinds.joinsWord(text.at(hits.start(hit) - 1));
      if (fits && host && !PAGES.contains(text.subSequence(start, end))) {
        sink.add(start, end, "pii.username", "USERNAME", 0.7, Evidence.PATTERN);
      }
    }
  }

  private static boolean isName(ScannedText text, int at) {
    char c = text.at(at);
    boolean joint = (c == '.' || c == '-') && CharacterKinds.joinsWord(text.at(at + 1));
    return CharacterKinds.joinsWord(c) || c == '_' || c == '%' || joint;
  }
}
