package dev.keeptrail.detectors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tokenizer.json that the native library would end the process over is refused, or mended. */
final class TokenizerJsonTest {
  private static final String WHOLE =
      """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
       "normalizer": null, "pre_tokenizer": {"type": "Whitespace"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
           {"Sequence": {"id": "A", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}}},
       "decoder": null,
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100, "vocab": {"[UNK]": 1, "[CLS]": 2, "word": 3}}}
      """;

  @TempDir private Path folder;

  private Tokenizer read(String json) throws Exception {
    return Tokenizer.read(Files.writeString(folder.resolve("tokenizer.json"), json), 16, 2);
  }

  @Test
  void oneThatIsWholeIsReadAndSoIsOneWithADecoderThatNobodyKnows() throws Exception {
    for (String decoder : new String[] {"null", "{\"type\": \"Unheard\"}", "{}", "-1"}) {
      try (Tokenizer tokenizer =
          read(WHOLE.replace("\"decoder\": null", "\"decoder\": " + decoder))) {
        assertThat(tokenizer.windows(0, "word")).as(decoder).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          "special_tokens": {"[CLS]";  "special_tokens": {"[SEP]"
          "special_tokens": {"[CLS]";  "nothing": {"[CLS]"
          {"id": "[CLS]", "type_id";   {"id": {}, "type_id"
          "decoder": null;             "decoder": -
          "[UNK]": 1,;                 "other": 1,
          "word": 3}}};                "word": 3}}
          "word": 3}}};                "word": 3}}} {}
          """)
  void oneThatIsNotWholeIsRefused(String part, String instead) {
    assertThat(WHOLE).contains(part);
    assertThatThrownBy(() -> read(WHOLE.replace(part, instead)))
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessage("`tokenizer` is no tokenizer.json that can be used");
  }
}
