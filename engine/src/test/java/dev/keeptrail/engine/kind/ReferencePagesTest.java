package dev.keeptrail.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.chain.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference pages say what the schemas say. {@code -Dkeeptrail.update=true} rewrites them. */
final class ReferencePagesTest {
  private static final Path PAGES = Path.of("..", "docs", "reference");

  @Test
  void policyKindsPageIsCurrent() throws IOException {
    check("policy-kinds.md", ReferencePages.kinds(PolicyKinds.installed().schemas()));
  }

  @Test
  void reasonCodesPageIsCurrent() throws IOException {
    check("reason-codes.md", ReferencePages.codes(PolicyKinds.installed().schemas()));
  }

  @Test
  void reasonCodesPageHasTheCodesOfTheChain() {
    String page = ReferencePages.codes(List.of());
    for (String code :
        List.of(
            Decisions.ALL_PASSED, Decisions.DISABLED, Decisions.ENGINE_FAULT, Decisions.SKIPPED)) {
      assertThat(page).contains("| `" + code + "` |");
    }
  }

  private static void check(String name, String current) throws IOException {
    Path page = PAGES.resolve(name);
    String committed = Files.exists(page) ? Files.readString(page) : "";
    if (Boolean.getBoolean("keeptrail.update") && !committed.equals(current)) {
      Files.createDirectories(PAGES);
      Files.writeString(page, current);
    }
    assertThat(committed).as("%s is out of date", name).isEqualTo(current);
  }

  @Test
  void everyNoteIsOfAKind() throws IOException {
    try (Stream<Path> notes =
        Files.list(Path.of("src/test/resources/dev/keeptrail/engine/kind/notes"))) {
      assertThat(notes.map(file -> String.valueOf(file.getFileName()).replace(".txt", "")))
          .isNotEmpty()
          .isSubsetOf(PolicyKinds.installed().names());
    }
  }
}
