package dev.keeptrail.benchmarks;

import java.util.List;
import java.util.Random;

/**
 * Makes prompt text: office English from short word lists, the same for the same seed on every
 * machine. ASCII only, so that characters and bytes are the same number.
 */
public final class Prose {
  private static final List<String> OPENERS =
      List.of(
          "Yesterday",
          "After lunch",
          "In week 34",
          "Before the audit",
          "Last spring",
          "At 10:45",
          "On 3 March 2024",
          "Once more",
          "Without much noise",
          "As in previous years");
  private static final List<String> ACTORS =
      List.of(
          "the dispatch office",
          "our translator",
          "a new colleague",
          "the harbour team",
          "the user group",
          "an assistant from the second floor",
          "everyone in room 1204",
          "the night shift",
          "a customer in Lyon",
          "the system administrators");
  private static final List<String> DEEDS =
      List.of(
          "sorted",
          "rewrote",
          "summed up",
          "compared",
          "printed",
          "archived",
          "questioned",
          "counted",
          "passed on",
          "showed us",
          "translated",
          "put aside");
  private static final List<String> THINGS =
      List.of(
          "the delivery notes",
          "a draft of the menu",
          "three shift plans",
          "the old manuals",
          "17 account statements",
          "the instructions for the copier",
          "a list of key figures",
          "the phone roster",
          "order 4471",
          "the message from the printers",
          "two (late) invoices");
  private static final List<String> ENDINGS =
      List.of(
          "because the shelves were full",
          "while the kettle was on",
          "and asked for a shorter version",
          "so that nobody had to guess",
          "although the deadline had moved",
          "for about 12.50 euros a page",
          "which took until 18:30",
          "as the rules of the house ask",
          "and acted on it the same day");

  private Prose() {}

  /** Exactly {@code length} characters without anything a detector should find. */
  public static String clean(int length, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder(length + 200);
    while (text.length() < length) {
      appendSentence(text, random);
    }
    text.setLength(length);
    return text.toString();
  }

  /**
   * Exactly {@code length} characters with {@code values} personal values spread evenly, cycling
   * through e-mail address, phone number, card number and IP address.
   */
  public static String withPersonalValues(int length, long seed, int values) {
    var text = new StringBuilder(length);
    for (int i = 0; i < values; i++) {
      String sentence = personalSentence(i);
      int end = (int) ((long) length * (i + 1) / values);
      int room = end - text.length() - sentence.length();
      if (room < 0) {
        throw new IllegalArgumentException(values + " values do not fit into " + length);
      }
      text.append(clean(room, seed + i)).append(sentence);
    }
    return values == 0 ? clean(length, seed) : text.toString();
  }

  private static void appendSentence(StringBuilder text, Random random) {
    text.append(one(OPENERS, random)).append(' ').append(one(ACTORS, random)).append(' ');
    text.append(one(DEEDS, random)).append(' ').append(one(THINGS, random)).append(' ');
    text.append(one(ENDINGS, random)).append(". ");
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static String personalSentence(int index) {
    return switch (index % 4) {
      case 0 -> " Write to ines.kraft" + index + "@example.com about it. ";
      case 1 -> " Her phone number is +1 212 555 01" + (10 + index % 90) + ". ";
      case 2 -> " The card number is 4111 1111 1111 1111. ";
      default -> " The printer answers at 203.0.113." + (index % 250) + ". ";
    };
  }
}
