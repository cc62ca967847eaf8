package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * The checksum and the size that {@code sum} and {@code cksum} print in front of a file: {@code
 * 05123 1024 notes.txt}. People write names and addresses of pages behind their numbers, which have
 * no such endings.
 */
final class ChecksumColumns {
  private static final int SUM = 5;
  private static final int CKSUM = 10;
  private static final int MAX_BLANKS = 8;
  private static final int MAX_PATH = 200;

  private static final Set<String> ENDINGS =
      Set.of(
          ("a bak bin bz2 c cc cfg class conf cpp css csv dat db deb doc docx gif go gz h html img ini"
                  + " iso jar java jpg js json log md o pdf pem png ps py rb rpm rs rst sh so sql svg"
                  + " tar tex tgz tmp toml ts tsv txt xls xlsx xml xz yaml yml zip zst")
              .split(" ", -1));

  private ChecksumColumns() {}

  /** Whether the groups are the two columns of a line, with a file's path behind them. */
  static boolean isOne(NumberGroups groups) {
    char before = groups.text().at(groups.start() - 1);
    return groups.count() == 2
        && groups.isBlankGap(0)
        && (before == '\n' || before == '\0')
        && isChecksum(groups)
        && isFile(groups.text(), groups.end());
  }

  private static boolean isChecksum(NumberGroups groups) {
    int digits = groups.size(0);
    boolean padded = groups.joined().charAt(0) == '0';
    return digits == SUM || (digits <= CKSUM && !padded);
  }

  private static boolean isFile(ScannedText text, int end) {
    int at = end;
    while (at - end < MAX_BLANKS && text.at(at) == ' ') {
      at++;
    }
    int stop = at;
    int ending = at;
    boolean folder = false;
    while (stop - at < MAX_PATH && isOfPath(text.at(stop))) {
      folder |= text.at(stop) == '/';
      ending = text.at(stop) == '.' ? stop + 1 : ending;
      stop++;
    }
    char after = text.at(stop);
    boolean page = CaseFolding.fold(text.subSequence(at, stop)).startsWith("www.");
    String kind = CaseFolding.fold(text.subSequence(ending, stop));
    return at > end
        && stop > at
        && (after == '\n' || after == '\r' || after == '\0')
        && !page
        && (folder || (ending > at && ENDINGS.contains(kind)));
  }

  private static boolean isOfPath(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || "._-+/~".indexOf(c) >= 0;
  }
}
