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
  private boolean segments;

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

  /** Takes what the sign at this place ends, if it is one that says what a value behind it is. */
  void note(int at) {
    switch (text.charAt(at)) {
      case '"' -> resource.read(at);
      case '>' -> {
        if (PaymentAccounts.endsOther(text, at)) {
          accounts.readOther(at);
        }
      }
      case '*' -> segments |= !segments && Interchange.isSegment(text, at);
      default -> {
        // Other signs end no code.
      }
    }
  }

  /** Takes what the line holds whose signs were noted. */
  void read(int start, int end) {
    if (segments) {
      interchange.read(start, end);
      segments = false;
    } else if (text.at(start) == ':') {
      accounts.readParty(start, end);
    }
  }

  /** Passes on what was collected. */
  void finish() {
    interchange.writeTo(cells);
    accounts.writeTo(cells);
    resource.writeTo(cells);
  }
}
