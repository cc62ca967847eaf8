package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prose without anything to find hardly waits in a stream: what is held back after a piece is about
 * a word, and a phrase at most. A trigger that prose keeps touching would show here.
 */
final class HeldProseTest {
  private static final Origin ANSWER = Origin.of(Source.ASSISTANT, 0);
  private static final int PIECE = 5;

  /** Characters, in the middle and at the most. */
  private static final int USUAL = 10;

  private static final int MOST = 64;
  private static final int SENTENCE = 100;

  private final StreamScanner scanner =
      Scans.scanner("pii", "pci", "secret").streaming().orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        Sourdough needs time more than skill. Mix flour, water and salt, leave the dough alone for \
        an hour, then fold it over itself every thirty minutes until it holds its shape. The next \
        morning it goes into a very hot oven, covered at first, so that the steam keeps the crust \
        soft while the loaf still grows.
        """,
        """
        Das Wetter in den Bergen wechselt schnell. Wer am Morgen bei Sonnenschein aufbricht, sollte \
        trotzdem eine Jacke einpacken, denn am Nachmittag ziehen oft Gewitter auf. Der Weg zur \
        Hütte dauert gut drei Stunden und führt zuletzt über einen schmalen Grat.
        """,
        """
        Le marché ouvre à huit heures et se remplit vite. Les maraîchers arrivent avant l'aube, \
        dressent leurs étals et goûtent les premières fraises de la saison. À midi, tout est \
        rangé, et la place redevient silencieuse.
        """,
        """
        El puerto queda al otro lado de la colina. Por la tarde vuelven los barcos, la gente se \
        acerca al muelle y los niños corren entre las redes. Después de la cena suena una guitarra, \
        y nadie tiene prisa por volver a casa.
        """,
        """
        A queue keeps the order of what goes in: the first element that was added is the first that \
        is taken out. A stack turns that around. Both can be built on a linked list, and both cost \
        the same for each operation however long they are, which is why textbooks begin with them.
        """
      })
  void proseGoesOutAlmostAtOnce(String text) {
    List<Integer> held = heldOf(text);
    Collections.sort(held);

    assertThat(held.get(held.size() / 2)).isLessThanOrEqualTo(USUAL);
    assertThat(held.getLast()).isLessThanOrEqualTo(MOST);
  }

  /** Scripts that have no spaces go out by clauses, and hold nothing behind a Latin letter. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "昨天下午，仓库的同事把送货单整理好了，又打印了三份新的排班表。然后大家都回家了，没有人再回来。"
            + "第二天早上，经理发现少了一份文件，于是请所有人一起寻找，最后在抽屉里找到了它。",
        "使用 AI 技术的公司越来越多，其中第3章讲了很多例子，大家可以参考一下，再决定是否采用这些办法。",
        "港のチームは昼休みのあとに古い手引書を数え、二階へ運びました。そのあと、みんなで家に帰りました。",
        "El equipo lo hizo antes de la auditoría. Ночная смена переписала график и отложила старые "
            + "инструкции. Потом все пошли домой, чтобы немного отдохнуть перед новым днём.",
        "رتب مكتب الشحن إيصالات التسليم أمس لأن الرفوف كانت ممتلئة. ثم عاد الجميع إلى بيوتهم في المساء."
      })
  void textInAnyScriptGoesOutByClauses(String text) {
    assertThat(heldOf(text)).allMatch(held -> held <= MOST);
  }

  /** A value waits for the words that may name it, and for no more than a sentence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Her number is +1 212 555 0111. Once more the office asks everybody to call before noon.",
        "The card is 4111 1111 1111 1111. At night nobody looks at what is bought with it, so the "
            + "bank calls its customers in the morning and asks them about each of the payments.",
        "The printer answers at 203.0.113.3. At 10:45 a customer in Lyon printed two pages, and "
            + "nobody else used it until the evening, when the lights in the hall were out again.",
        "Write to ann@example.com before Friday. As in former years, the office is closed then, "
            + "and whoever comes on Monday finds the letters of a whole week on the desk.",
        "Call 030 12345678 at noon. A person who knows the house answers there, or calls you later, "
            + "when the others have gone home and there is time to talk about what was found.",
        "Order 4471 was paid from DE89 3704 0044 0532 0130 00. A copy of the bill is in the post, "
            + "and a second one lies in the folder with the others until the audit is over.",
        "In 2024 about 1204 of 1660 people were asked. A few did not answer, because they had moved, and "
            + "nobody went to see them at home, which the report mentions on its last page."
      })
  void valuesWaitForASentenceAtMost(String text) {
    assertThat(heldOf(text)).allMatch(held -> held <= SENTENCE);
  }

  /** What comes next tells by its beginning that it goes on with nothing before it. */
  @Test
  void aWordGoesOutWhenTheNextHasBegun() {
    assertThat(streamOf("Without mu").settled()).isEqualTo("Without ".length());
    assertThat(streamOf("Sure! He").settled()).isEqualTo("Sure! ".length());
    assertThat(streamOf("The quick brown").settled()).isEqualTo("The quick ".length());
  }

  @Test
  void aWordWaitsWhereTheNextMayBeASign() {
    for (String sign : List.of("a", "at", "d", "do", "@", "[a", "un", "arr", "\u0430")) {
      assertThat(streamOf("Without " + sign).settled()).as(sign).isZero();
    }
  }

  private TextStream streamOf(String text) {
    TextStream stream = scanner.begin(ANSWER);
    text.chars().forEach(c -> stream.append(String.valueOf((char) c)));
    return stream;
  }

  private List<Integer> heldOf(String text) {
    TextStream stream = scanner.begin(ANSWER);
    List<Integer> held = new ArrayList<>();
    for (int at = 0; at < text.length(); at += PIECE) {
      int to = Math.min(text.length(), at + PIECE);
      stream.append(text.substring(at, to));
      held.add(to - stream.settled());
    }
    assertThat(stream.waitsForEnd()).isFalse();
    return held;
  }
}
