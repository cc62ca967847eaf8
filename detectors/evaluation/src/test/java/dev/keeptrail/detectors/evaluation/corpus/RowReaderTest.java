package dev.keeptrail.detectors.evaluation.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ParameterKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"label":1,"subtype":"dan","text":"a"}                                  | Injection
          {"label":true,"text":"a"}                                               | Injection
          {"lang":"en","spans":[],"label":"spans","text":"a"}                     | Spans
          {"spans":[[0,1]],"entity":"IP_ADDRESS","label":1,"text":"a"}            | Case
          {"entity":"IBAN","label":0,"text":"a"}                                  | Case
          {"validator":"isEmail","args":[],"label":1,"text":"a"}                  | Case
          {"validator":"isEmail","args":[{"x":1}],"label":1,"text":"a"}           | Unscored
          {"country":"es","scheme":"nie","label":1,"text":"a"}                    | Case
          {"region":"AC","kind":"mobile","national":"1","label":1,"text":"a"}     | Case
          {"should_match":true,"type":"phone","label":"case","text":"a"}          | Case
          {"should_find_pii":false,"label":"case","text":"a"}                     | Case
          {"pii_values":["a"],"label":"case","text":"a"}                          | Case
          {"entities":[{"text":"a","type":"ssn"}],"label":"case","text":"a"}      | Spans
          {"rule":"aws","label":1,"text":"a1"}                                    | Secret
          {"rule":"aws","label":1,"text":"idToken"}                               | Unscored
          {"rule":"aws","label":1,"text":", // allowed here"}                     | Unscored
          {"rule":"aws","label":1,"text":"key_[a-z0-9]{32}"}                      | Unscored
          {"rule":"aws","label":0,"text":"idToken"}                               | Secret
          {"plugin":"jwt","label":0,"text":"a"}                                   | Secret
          {"rule":"np.aws.1","categories":["api"],"label":1,"text":"a1"}          | Secret
          {"rule":942100,"category":"SQLI","label":1,"text":"a"}                  | Argument
          {"kind":"sql","label":0,"text":"a"}                                     | Argument
          {"severity":"2","category":"slur","label":1,"text":"a"}                 | Keyword
          {"set":"tox-list","lang":"en","label":1,"text":"a"}                     | Keyword
          {"kind":"first","text":"a"}                                             | Unscored
          {"label":null,"text":"a"}                                               | Unscored
          """)
  void knowsRowsByTheirFields(String row, String form) throws IOException {
    assertThat(only(row).getClass().getSimpleName()).isEqualTo(form);
  }

  @Test
  void argumentsSayWhatParameterTheyAreFor() throws IOException {
    assertThat(only("{\"kind\":\"shell-setup\",\"label\":0,\"text\":\"a\"}"))
        .isInstanceOfSatisfying(
            LabelledRow.Argument.class,
            row -> assertThat(row.parameter()).isEqualTo(ParameterKind.SHELL));
    assertThat(only("{\"kind\":\"x\",\"parameter_kind\":\"url\",\"label\":0,\"text\":\"a\"}"))
        .isInstanceOfSatisfying(
            LabelledRow.Argument.class,
            row -> assertThat(row.parameter()).isEqualTo(ParameterKind.URL));
  }

  @Test
  void spansCountCodePoints() throws IOException {
    LabelledRow row =
        only("{\"text\":\"👍👍ab\",\"spans\":[{\"start\":2,\"end\":4,\"type\":\"EMAIL\"}]}");

    assertThat(row)
        .isInstanceOfSatisfying(
            LabelledRow.Spans.class,
            spans ->
                assertThat(spans.spans()).containsExactly(new LabelledRow.Span(4, 6, "EMAIL")));
  }

  @Test
  void aRowWithoutASetBelongsToItsFile() throws IOException {
    LabelledRow row = only("{\"text\":\"a\",\"label\":1}");

    assertThat(row.set()).isEqualTo("rows");
  }

  private LabelledRow only(String row) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), row);
    Corpus.Contents contents = Corpus.open(file, null).read(file);
    assertThat(contents.problems()).isEmpty();
    assertThat(contents.rows()).hasSize(1);
    return contents.rows().getFirst();
  }
}
