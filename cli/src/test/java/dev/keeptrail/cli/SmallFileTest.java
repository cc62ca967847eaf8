package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmallFileTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "/dev/zero, is larger than",
    "FOLDER, is a folder",
    "FOLDER/none, there is no file",
  })
  void aFileOfSettingsThatIsNoneIsNamedAndNeverReadToItsEnd(String file, String problem)
      throws IOException {
    String wrong = file.replace("FOLDER", home.toString());
    String rows = Files.writeString(home.resolve("rows.jsonl"), "{}\n").toString();

    CommandRun floors = CommandRun.of(home);

    assertThat(floors.run("detect", "eval", "--data=" + rows, "--floors=" + wrong)).isEqualTo(1);
    assertThat(floors.err()).contains(problem).contains(wrong);
  }
}
