package dev.keeptrail.repl.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.repl.history.Bisection.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BisectionTest {
  /** One letter for each revision, the newest first; a dot is one with errors. */
  @ParameterizedTest
  @CsvSource({
    "AAAB, 2, B, 0",
    "ABBB, 0, B, 0",
    "AB, 0, B, 0",
    ".AAB, 2, B, 0",
    "A.B, 0, B, 1",
    "AA..BB., 1, B, 2",
    "AABA, 1, B, 0",
    "A.BA, 0, B, 1",
  })
  void findsTheCommitThatChangedTheDecision(
      String history, int commit, String before, int between) {
    Result<Character> result = search(history, new ArrayList<>());
    assertThat(result).isInstanceOf(Result.Flipped.class);
    if (result instanceof Result.Flipped<Character> flipped) {
      assertThat(flipped.commit().id()).isEqualTo("r" + commit);
      assertThat(flipped.before()).isEqualTo(before.charAt(0));
      assertThat(flipped.after()).isEqualTo('A');
      assertThat(flipped.between()).hasSize(between);
    }
  }

  @ParameterizedTest
  @CsvSource({"A, true", "AAA, true", "A.A, true", "., false", "..., false"})
  void saysWhereNoCommitChangesIt(String history, boolean decided) {
    assertThat(search(history, new ArrayList<>()))
        .isInstanceOf(decided ? Result.Never.class : Result.Undecided.class);
  }

  /** What it finds is a change between neighbours, and no revision is asked twice. */
  @Property(tries = 500)
  void whatItFindsIsAChange(
      @ForAll @CharRange(from = 'A', to = 'C') @StringLength(min = 1, max = 40) String history) {
    List<Integer> asked = new ArrayList<>();
    Result<Character> result = search(history, asked);
    Set<Integer> different = new TreeSet<>(asked);
    assertThat(asked).hasSameSizeAs(different);
    if (result instanceof Result.Flipped<Character> flipped) {
      int at = Integer.parseInt(flipped.commit().id().substring(1));
      assertThat(history.charAt(at)).isEqualTo(history.charAt(0));
      assertThat(history.charAt(at + 1)).isNotEqualTo(history.charAt(0));
    } else {
      assertThat(history.chars().distinct().count()).isEqualTo(1);
    }
  }

  private static Result<Character> search(String history, List<Integer> asked) {
    List<Revision> revisions = new ArrayList<>();
    for (int i = 0; i < history.length(); i++) {
      revisions.add(new Revision("r" + i, "2026-11-25", "change " + i, "pack.yaml"));
    }
    return new Bisection<Character>(
            revisions,
            revision -> {
              int at = Integer.parseInt(revision.id().substring(1));
              asked.add(at);
              return history.charAt(at) == '.' ? null : history.charAt(at);
            })
        .search();
  }
}
