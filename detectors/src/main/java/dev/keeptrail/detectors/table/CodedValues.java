package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.text.ScannedText;

/**
 * Values in messages of insurers, banks and hospitals, of which no word but a code of the format
 * says what they are. Confined to one scan.
 */
final class CodedValues {
  private final ScannedText text;
  private final LabelledCells cells;
  private final Interchange interchange;
  private final PaymentAccounts accounts;
  private final HealthResource resource;

  CodedValues(ScannedText text, LabelledCells cells) {
    this.text = text;
    this.cells = cells;
    this.interchange = new Interchange(text);
    this.accounts = new PaymentAccounts(text);
    this.resource = new HealthResource(text);
  }

  /** Whether what ends at this place says of a value behind it what it is. */
  static boolean begins(ScannedText text, int last) {
    return switch (text.charAt(last)) {
      case '*' -> Interchange.isSegment(text, last);
      case '/' -> PaymentAccounts.isParty(text, last);
      case '>' -> PaymentAccounts.endsOther(text, last);
      case '"' -> HealthResource.endsCode(text, last);
      default -> false;
    };
  }

  /** Takes what the line holds. */
  void read(int start, int end) {
    char first = text.at(start);
    if (first == ':' && accounts.readParty(start, end)) {
      return;
    }
    char[] chars = text.unsafeChars();
    boolean segments = false;
    for (int at = start; at < end; at++) {
      char c = chars[at];
      if (c == '"') {
        resource.read(at);
      } else if (c == '>' && PaymentAccounts.endsOther(text, at)) {
        accounts.readOther(at);
      } else if (c == '*' && !segments && Interchange.isSegment(text, at)) {
        segments = true;
      }
    }
    if (segments) {
      interchange.read(start, end);
    }
  }

  /** Passes on what was collected. */
  void finish() {
    interchange.writeTo(cells);
    accounts.writeTo(cells);
    resource.writeTo(cells);
  }
}
