package dev.keeptrail.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrailActionsTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "events.md");
  private static final Pattern WORD = Pattern.compile("`([a-z_]*\\.[a-z_]+)`");

  /** What the reference has is what can be asked for; `.updated` goes on from the word before. */
  @Test
  void thePageListsEachActionAndNoOther() throws Exception {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("| `action` | `subject` |"));
    var listed = new TreeSet<String>();
    for (String row : table.substring(0, table.indexOf("\n\n")).lines().skip(2).toList()) {
      String group = "";
      Matcher words = WORD.matcher(row.substring(0, row.indexOf(" |", 2)));
      while (words.find()) {
        String word = words.group(1);
        listed.add(word.startsWith(".") ? group + word : word);
        group = word.startsWith(".") ? group : word.substring(0, word.indexOf('.'));
      }
    }
    assertThat(listed).containsExactlyElementsOf(TrailActions.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "pack.laoded, 'those of `pack` are `pack.loaded`, `pack.refused`'",
    "Pack.Loaded, did you mean `pack.loaded`?",
    "escalations, 'those of `escalation` are `escalation.approved`, '",
    "key_rotated, did you mean `ledger.key_rotated`?",
    "bad/word, 'actions begin with `escalation`, `evidence`'",
    "pack., those of `pack` are",
    "approved, did you mean `escalation.approved`?"
  })
  void namesWhatWasMeant(String word, String said) {
    assertThatThrownBy(() -> TrailActions.require(word))
        .isInstanceOf(QueryFormatException.class)
        .hasMessageContaining("`" + word + "` is no action of the trail")
        .hasMessageContaining(said);
  }

  @Test
  void takesEachActionAndItsFirstPart() {
    for (String action : TrailActions.ALL) {
      assertThatCode(() -> TrailActions.require(action)).doesNotThrowAnyException();
      String group = action.substring(0, action.indexOf('.'));
      assertThatCode(() -> TrailActions.require(group)).doesNotThrowAnyException();
    }
  }
}
