package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest.NearTerms;
import dev.keeptrail.detectors.ScanRequest.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A text that comes piece by piece shows, up to where it is settled, just the findings that a scan
 * of the whole text shows, however it is cut.
 */
final class StreamProperties {
  private static final Origin ANSWER = Origin.of(Source.ASSISTANT, 0);
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(
              Set.of("pii", "pci", "phi", "secret", "pii.date", "pii.url"),
              List.of(),
              List.of(
                  new TermList(
                      "custom.test.term.0",
                      "TERM",
                      List.of("project falcon", "password"),
                      0,
                      true)),
              List.of(
                  new NearTerms(
                      "custom.test.near.0",
                      "NEAR",
                      List.of("account", "password", "secret"),
                      List.of("number", "address", "key"),
                      40,
                      true))));

  /**
   * Codes behind words that look like codes; terms of which one is in leetspeak; mailboxes; lines
   * of Base64 that part a character; an address of which escapes hold the end; signs turned by 47
   * places.
   */
  private static final List<String> HIDDEN =
      List.of(
          "bad.fed add 106 97 110 101 64 101 120 46 99 111 109 and so on for some more words",
          "routing number 021000021 p4ssw0rd h4x0r l33t pr0j3ct f4lc0n and so it goes on for long",
          "\"john doe\"@example.org4111 1111 1111 1111, l33t h4x0r p4ssw0rd f4lc0n and so on",
          "l33t h4x0r p4ssw0rd f4lc0n wrote s2Tf2k@rLMy@example.com to them and so on",
          "MTk4NeW5tDPmnIgxMuaX\npeeUn+OBvuOCjA==, and so it goes on for some more words",
          "write to me at example dot\n\n&#x6e;&#x65;&#x74; and so on for some more words than that",
          "jane.doe@example.comjane.doe@ password: hunter2Plus9p4ssw0rd h4x0r l33t and so on",
          "p44@F?E ?F>36C[ 2?5 D@ @? and so it goes on for some more words",
          "E96 !C@;64E u2=4@? 92D 2? 244@F?E ?F>36C and so it goes on for some more words");

  private static final List<View> SHOWN =
      List.of(
          View.CHARACTER_CODES,
          View.LEET,
          View.LEET,
          View.LEET,
          View.BASE64,
          View.SPELLED,
          View.LEET,
          View.ROT13,
          View.ROT13);

  private static final StreamScanner STREAMS = SCANNER.streaming().orElseThrow();

  @Property(tries = 400)
  void cutAnywhere(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int pieces, @ForAll boolean hidden) {
    var random = new Random(seed);
    String text = StreamTexts.random(random, pieces, hidden ? 15 : 0);
    List<Finding> whole = whole(text);
    check(text, whole, ones(text));
    check(text, whole, randomCuts(text, random, 12));
    check(text, whole, randomCuts(text, random, 60));
  }

  @Property(tries = 1_500)
  void cutWhereWordsDecideLate(@ForAll long seed) {
    var random = new Random(seed);
    String text = StreamWords.random(random);
    List<Finding> whole = whole(text);
    check(text, whole, ones(text));
    check(text, whole, randomCuts(text, random, 6));
  }

  @Property(tries = 25)
  void cutInTwo(@ForAll long seed) {
    String text = StreamTexts.random(new Random(seed), 3, 10);
    List<Finding> whole = whole(text);
    for (int cut = 0; cut <= text.length(); cut++) {
      check(text, whole, List.of(text.substring(0, cut), text.substring(cut)));
    }
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void cutInTwoWhereOneThingHidesAnother(@ForAll @IntRange(max = 8) int number) {
    String text = HIDDEN.get(number);
    List<Finding> whole = whole(text);
    assertThat(whole).extracting(Finding::view).contains(SHOWN.get(number));
    for (int cut = 0; cut <= text.length(); cut++) {
      check(text, whole, List.of(text.substring(0, cut), text.substring(cut)));
    }
    check(text, whole, ones(text));
  }

  @Example
  void proseIsHeldByAFewWordsOnly() {
    String text = StreamTexts.prose().repeat(8);
    TextStream stream = STREAMS.begin(ANSWER);
    int most = 0;
    for (int at = 0; at < text.length(); at++) {
      stream.append(text.substring(at, at + 1));
      most = Math.max(most, at + 1 - stream.settled());
    }
    assertThat(most).isLessThan(100);
    assertThat(stream.waitsForEnd()).isFalse();
  }

  @Example
  void valueSettlesAsSoonAsItsSurroundingsAreKnown() {
    TextStream stream = STREAMS.begin(ANSWER);
    stream.append("Write to jane.doe@example.com");
    assertThat(stream.settled()).isLessThanOrEqualTo("Write to ".length());
    stream.append(" as soon as you can, please.");
    assertThat(stream.takeFindings()).extracting(Finding::category).containsExactly("pii.email");
    assertThat(stream.settled()).isGreaterThan("Write to jane.doe@example.com as".length());
  }

  /** Signs turned by 47 places hold no at sign unless the address has an "o". */
  @Example
  void anAddressInACipherWaitsForTheEnd() {
    TextStream stream = pieces("2??o6I2>A=6]?6E is for you and for nobody else, and so on");
    assertThat(stream.waitsForEnd()).isTrue();
    assertThat(stream.settled()).isZero();
  }

  @Example
  void hiddenValueWaitsForTheEnd() {
    TextStream stream =
        pieces(
            "plain words first, and then jane%40example.com and more words that go on for a while");
    assertThat(stream.waitsForEnd()).isTrue();
    assertThat(stream.settled()).isBetween(10, "plain words first, and then ".length());
  }

  /** Going back takes the letter for a part of the row, reading on does not. */
  @Example
  void aLetterInFrontOfARowOfDigitWordsHidesItFromNobody() {
    String text =
        "The river. o en fem seks syv otte ni nul en to one or two of them tax id and so on";
    List<Finding> whole = whole(text);
    assertThat(whole).isNotEmpty();
    check(text, whole, ones(text));
  }

  @Example
  void escapesAndJoinedWordsThatHideNothingPass() {
    String text =
        "the state-of-the-art-thing of my_long_variable_name prints \"a\\nb\" and &amp; and goes on"
            + " with many more words than that";
    TextStream stream = pieces(text);
    assertThat(stream.waitsForEnd()).isFalse();
    assertThat(stream.settled()).isGreaterThan(text.length() - 32);
  }

  private static TextStream pieces(String text) {
    TextStream stream = STREAMS.begin(ANSWER);
    ones(text).forEach(stream::append);
    return stream;
  }

  @Example
  void detectorsOfWholeTextsAreNamed() {
    var scanner =
        Detectors.scanner(
            new ScanRequest(Set.of("pii", "pii.name", "injection"), List.of(), List.of()));
    assertThat(scanner.streaming().orElseThrow().wholeTextReasons())
        .contains("detector name", "detector injection");
    assertThat(STREAMS.wholeTextReasons()).isEmpty();
  }

  private static List<Finding> whole(String text) {
    ScanResult result = SCANNER.scan(new ScanInput(List.of(new ScanText(text, ANSWER)), List.of()));
    assertThat(result.faults()).isEmpty();
    return result.findings();
  }

  private static void check(String text, List<Finding> whole, List<String> pieces) {
    TextStream stream = STREAMS.begin(ANSWER);
    var found = new ArrayList<Finding>();
    int settled = 0;
    for (String piece : pieces) {
      stream.append(piece);
      assertThat(stream.settled()).isGreaterThanOrEqualTo(settled);
      settled = stream.settled();
      found.addAll(stream.takeFindings());
    }
    int end = settled;
    assertThat(found)
        .as("settled %d of %s", end, text)
        .containsExactlyElementsOf(whole.stream().filter(f -> f.end() <= end).toList());
    assertThat(whole)
        .as("settled %d of %s", end, text)
        .noneMatch(f -> f.start() < end && f.end() > end);
  }

  private static List<String> ones(String text) {
    return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
  }

  private static List<String> randomCuts(String text, Random random, int most) {
    var pieces = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(most));
      pieces.add(text.substring(at, to));
      at = to;
    }
    return pieces;
  }
}
