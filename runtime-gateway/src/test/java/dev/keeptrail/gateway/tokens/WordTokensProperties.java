package dev.keeptrail.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Taken apart word by word, a text comes to as many tokens as in one piece. */
final class WordTokensProperties {
  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private static final WordTokens WORDS = new WordTokens(() -> O200K);

  @Property(tries = 600)
  void countsWhatTheEncodingCounts(@ForAll("texts") String text) {
    assertThat(WORDS.count(text)).isEqualTo(O200K.countTokensOrdinary(text));
  }

  /** Words, signs and spaces of all kinds in any order, where the patterns differ. */
  @Provide
  Arbitrary<String> texts() {
    var pieces =
        List.of(
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "\u00a0",
            "\u2028",
            "\u000b",
            "'",
            "'s",
            "'LL",
            "'re",
            "the",
            "Hello",
            "WORLD",
            "camelCase",
            "x",
            "Z",
            "unbelievably",
            "Donaudampfschiff",
            "2026",
            "1",
            "12345",
            "3.14",
            ",",
            ".",
            "...",
            "/",
            "//\n",
            "-",
            "_",
            "{\"a\":1}",
            "(",
            "é",
            "e\u0301",
            "\u0301",
            "ß",
            "日本語",
            "🎉",
            "\ud83d",
            "ǅ",
            "ʰ",
            "٣",
            "½",
            "#tag",
            "a/b",
            "<|endoftext|>",
            "~",
            "\u007f",
            "\u0000");
    return Arbitraries.of(pieces)
        .list()
        .ofMaxSize(14)
        .map(some -> some.stream().collect(Collectors.joining()));
  }
}
