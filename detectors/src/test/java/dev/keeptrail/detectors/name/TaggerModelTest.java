package dev.keeptrail.detectors.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.language.LanguageModel;
import dev.keeptrail.detectors.resource.TrainedResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TaggerModelTest {
  @Test
  void isWrittenAsItWasRead() {
    byte[] file = TrainedResource.read(TaggerModel.class, TaggerModel.FILE);

    assertThat(TaggerModel.read(file).toBytes()).isEqualTo(file);
  }

  @Test
  void refusesAnotherFormat() {
    byte[] file = TrainedResource.read(TaggerModel.class, TaggerModel.FILE);

    assertThatThrownBy(() -> TaggerModel.read(Arrays.copyOf(file, 100)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TaggerModel.read(new byte[100]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cardsNameTheDigestsOfTheFiles() throws IOException {
    assertThat(card("names.md")).contains(digest(TaggerModel.class, TaggerModel.FILE));
    assertThat(card("languages.md")).contains(digest(LanguageModel.class, LanguageModel.FILE));
  }

  private static String digest(Class<?> beside, String name) {
    return TrainedResource.sha256(TrainedResource.read(beside, name));
  }

  private static String card(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", "models", name));
  }
}
