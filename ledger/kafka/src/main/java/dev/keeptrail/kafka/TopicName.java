package dev.keeptrail.kafka;

import dev.keeptrail.ledger.PrintableText;

/** What topics can be called. Brokers refuse every other name, for as long as they are asked. */
final class TopicName {
  private static final int LONGEST = 249;

  private TopicName() {}

  /**
   * Checks a name.
   *
   * @param setting where it stands
   * @throws KafkaSinkException when no topic can have it
   */
  static void check(String setting, String name) throws KafkaSinkException {
    boolean fits =
        name.length() <= LONGEST
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().allMatch(TopicName::isTaken);
    if (!fits) {
      throw new KafkaSinkException(
              "`%s` cannot be `%s`: topics have at most %d letters, digits, `.`, `_` and `-`"
                  .formatted(setting, PrintableText.of(name), LONGEST))
          .of(setting);
    }
  }

  private static boolean isTaken(int sign) {
    return (sign < 0x80 && Character.isLetterOrDigit(sign))
        || sign == '.'
        || sign == '_'
        || sign == '-';
  }
}
