package dev.keeptrail.detectors.text;

/**
 * Numbers of goods and orders, which the label right before them says they are: {@code Artikelnr.
 * 144-70-9547}. They come in every shape, also in those of persons' numbers. Stateless.
 */
public final class GoodsNumber {
  private static final int REACH = 48;
  private static final int LONGEST_ENDING = 16;

  /** A number may begin with a sign or a letter. */
  private static final int MAX_FRONT = 4;

  private GoodsNumber() {}

  /** The words, read when the first number comes. */
  private static final class Words {
    static final WordTable GOODS = ContextWords.table("goods_number");
  }

  /** Whether a word for goods stands behind the blank: of {@code κωδικός προϊόντος} the second. */
  public static boolean isNamedAt(ScannedText text, int blank) {
    return text.at(blank) == ' '
        && Words.GOODS.match(text, blank + 1, blank + 1 + LONGEST_ENDING) > 0;
  }

  /** Whether the words right before the number that starts here call it one of goods. */
  public static boolean isNamedBefore(ScannedText text, int start) {
    int label = TagGap.before(text, start);
    int end = Words.GOODS.lastEnd(text, label - REACH, label);
    if (end < 0) {
      return false;
    }
    int from = end;
    while (end - from < LONGEST_ENDING && Character.isLetter(text.at(end))) {
      end++;
    }
    return LabelledValue.after(text, end)
        .filter(value -> value.start() >= start && value.start() - start <= MAX_FRONT)
        .isPresent();
  }
}
