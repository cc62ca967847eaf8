package dev.keeptrail.detectors.leak;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordShingles;
import dev.keeptrail.detectors.text.WordShingles.Words;
import java.util.List;
import java.util.Set;

/**
 * An answer that repeats the application's instructions word for word: sequences of five words that
 * stand in the instructions and nowhere in what the user wrote. A finding covers the longest such
 * stretch. Instructions shorter than {@value #MIN_PROMPT} words are left alone: they hold nothing
 * but what every assistant is told. Paraphrases and translations are not found.
 */
final class SystemPromptLeak implements ConversationDetector {
  private static final String CATEGORY = "leak.system_prompt";
  private static final int SHINGLE = 5;
  private static final int MIN_PROMPT = 20;

  /** A stretch this long is no chance: facts that an assistant is to tell are shorter. */
  private static final int LONG_STRETCH = 18;

  /** Shorter stretches count when together they are a good part of the instructions. */
  private static final int SHORT_STRETCH = 8;

  private static final double GOOD_PART = 0.4;

  @Override
  public String id() {
    return "system-prompt-leak";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return Set.of(CATEGORY);
  }

  @Override
  public void detect(Conversation conversation, Sink sink) {
    List<ScannedText> prompts =
        LeakDetectors.of(conversation.references(), Source.SYSTEM).stream()
            .filter(text -> wordCount(text) >= MIN_PROMPT)
            .toList();
    if (prompts.isEmpty()) {
      return;
    }
    var told = WordShingles.of(prompts, SHINGLE);
    var known = WordShingles.of(LeakDetectors.of(conversation.references(), Source.USER), SHINGLE);
    int size = prompts.stream().mapToInt(SystemPromptLeak::wordCount).sum();
    List<ScannedText> texts = conversation.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (LeakDetectors.isOfModel(texts.get(i))) {
        judge(texts.get(i), i, new Instructions(told, known, size), sink);
      }
    }
  }

  private record Instructions(WordShingles told, WordShingles known, int size) {
    boolean repeatedAt(Words words, int at) {
      return told.holds(words, at) && !known.holds(words, at);
    }
  }

  private static int wordCount(ScannedText text) {
    return WordShingles.words(text, 0, text.length()).count();
  }

  private static void judge(ScannedText text, int index, Instructions instructions, Sink sink) {
    Words words = WordShingles.words(text, 0, text.length());
    int covered = 0;
    int longest = 0;
    int longestStart = 0;
    int at = 0;
    while (at < words.count()) {
      int end = stretchEnd(words, at, instructions);
      if (end == at) {
        at++;
        continue;
      }
      covered += end - at >= SHORT_STRETCH ? end - at : 0;
      if (end - at > longest) {
        longest = end - at;
        longestStart = at;
      }
      at = end;
    }
    double share = Math.min(1, (double) covered / instructions.size());
    boolean good = longest >= SHORT_STRETCH && share >= GOOD_PART && covered >= LONG_STRETCH;
    if (longest >= LONG_STRETCH || good) {
      double score = 0.6 + 0.2 * Math.min(1, longest / 60.0) + 0.19 * share;
      int start = words.start(longestStart);
      int end = words.end(longestStart + longest - 1);
      sink.add(index, start, end, CATEGORY, "SYSTEM_PROMPT", score, Evidence.CONTEXT);
    }
  }

  /** Where the repeated words that begin here end; the same place when none do. */
  private static int stretchEnd(Words words, int start, Instructions instructions) {
    int at = start;
    while (instructions.repeatedAt(words, at)) {
      at++;
    }
    return at == start ? start : Math.min(words.count(), at + SHINGLE - 1);
  }
}
