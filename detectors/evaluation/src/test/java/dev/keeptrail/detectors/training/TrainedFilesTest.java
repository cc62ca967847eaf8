package dev.keeptrail.detectors.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.language.LanguageModel;
import dev.keeptrail.detectors.name.TaggerModel;
import dev.keeptrail.detectors.resource.TrainedResource;
import dev.keeptrail.detectors.training.language.TrainLanguages;
import dev.keeptrail.detectors.training.name.TrainNames;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

final class TrainedFilesTest {
  private static final String DATA = "keeptrail.detection.data";

  @Test
  void languagesComeOutTheSame() throws IOException {
    byte[] bundled = TrainedResource.read(LanguageModel.class, LanguageModel.FILE);

    assertThat(TrainedResource.sha256(TrainLanguages.trained()))
        .isEqualTo(TrainedResource.sha256(bundled));
  }

  /** Takes half a minute and the data folder, which the repository does not hold. */
  @Test
  @EnabledIfSystemProperty(named = DATA, matches = ".+")
  void namesComeOutTheSame() throws IOException {
    byte[] bundled = TrainedResource.read(TaggerModel.class, TaggerModel.FILE);

    assertThat(TrainedResource.sha256(TrainNames.trained(Path.of(System.getProperty(DATA)))))
        .isEqualTo(TrainedResource.sha256(bundled));
  }
}
