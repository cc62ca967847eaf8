package dev.keeptrail.detectors.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.keeptrail.detectors.onnx.Window.Token;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Cuts texts into windows of tokens, as a {@code tokenizer.json} says. Safe for any thread. */
final class Tokenizer implements AutoCloseable {
  static {
    // WHY: the library would otherwise report its use to its makers, and fetch code for other
    // machines. A gateway talks to nobody that it was not told to.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private static final String TRIAL = "a word \uD83D\uDE00 \u4E2D ".repeat(20);

  private final HuggingFaceTokenizer tokenizer;

  private Tokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @param maxTokens how many tokens a window has at most, special ones among them
   * @param overlap how many tokens a window shares with the one before
   */
  static Tokenizer read(Path file, int maxTokens, int overlap) throws UnusableDetectorException {
    try (InputStream json = Files.newInputStream(file)) {
      return open(json, maxTokens, overlap);
    } catch (IOException | RuntimeException e) {
      throw new UnusableDetectorException("`tokenizer` is no tokenizer.json that can be used");
    }
  }

  /** The same from a stream, with windows that share no tokens. */
  static Tokenizer read(InputStream json, int maxTokens) throws UnusableDetectorException {
    try {
      return open(json, maxTokens, 0);
    } catch (IOException | RuntimeException e) {
      throw new UnusableDetectorException("the tokenizer of the model cannot be used");
    }
  }

  private static Tokenizer open(InputStream json, int maxTokens, int overlap) throws IOException {
    var tokenizer =
        new Tokenizer(
            HuggingFaceTokenizer.newInstance(
                TokenizerJson.checked(json),
                Map.of(
                    "addSpecialTokens", "true",
                    "withOverflowingTokens", "true",
                    "truncation", "true",
                    "padding", "false",
                    "maxLength", String.valueOf(maxTokens),
                    "stride", String.valueOf(overlap))));
    boolean works = false;
    try {
      // WHY: what it lacks for words that it does not know would else be found out by a request.
      works = !tokenizer.windows(0, TRIAL).isEmpty();
    } finally {
      if (!works) {
        tokenizer.close();
      }
    }
    return tokenizer;
  }

  /** The windows of a text, in its order; none where it has no tokens. */
  List<Window> windows(int index, String text) {
    Encoding first = tokenizer.encode(text);
    var units = new CodePoints(text);
    var windows = new ArrayList<Window>();
    add(windows, index, first, units);
    for (Encoding further : first.getOverflowing()) {
      add(windows, index, further, units);
    }
    return windows;
  }

  private static void add(List<Window> windows, int index, Encoding encoding, CodePoints units) {
    CharSpan[] spans = encoding.getCharTokenSpans();
    long[] special = encoding.getSpecialTokenMask();
    long[] words = encoding.getWordIds();
    var tokens = new ArrayList<Token>(spans.length);
    boolean empty = true;
    for (int i = 0; i < spans.length; i++) {
      boolean none = special[i] != 0 || spans[i] == null;
      empty &= none;
      tokens.add(
          none
              ? new Token(0, 0, -1, true)
              : new Token(
                  units.unit(spans[i].getStart()), units.unit(spans[i].getEnd()), words[i], false));
    }
    if (!empty) {
      windows.add(new Window(index, LongStream.of(encoding.getIds()).boxed().toList(), tokens));
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** The tokenizer counts code points; ours are UTF-16 units. */
  private static final class CodePoints {
    private final int[] units;

    CodePoints(String text) {
      int length = text.codePointCount(0, text.length());
      this.units = length == text.length() ? new int[0] : new int[length + 1];
      int unit = 0;
      for (int i = 0; i < units.length; i++) {
        units[i] = unit;
        unit += unit < text.length() ? Character.charCount(text.codePointAt(unit)) : 0;
      }
    }

    int unit(int codePoint) {
      return units.length == 0 ? codePoint : units[codePoint];
    }
  }
}
