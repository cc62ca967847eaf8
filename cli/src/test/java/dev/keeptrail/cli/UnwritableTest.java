package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class UnwritableTest {
  @Test
  void theFolderAtHandHasAName() {
    assertThat(Unwritable.folder(Path.of(""), new IOException("no room")))
        .hasMessage("`.` cannot be written")
        .extracting(CommandFailedException::hint)
        .isEqualTo("no room");
  }
}
