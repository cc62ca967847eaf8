package dev.keeptrail.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.approvaltests.Approvals;
import org.approvaltests.core.ApprovalFailureReporter;
import org.approvaltests.core.Options;
import org.approvaltests.namer.ApprovalNamer;

/**
 * Compares a text with the approved file of a case. With {@code -Dkeeptrail.update=true} a
 * differing file is rewritten, and the test fails all the same, so that no change of a golden
 * passes unseen.
 */
public final class Golden {
  private static final boolean UPDATE = Boolean.getBoolean("keeptrail.update");

  private Golden() {}

  public static void verify(Path approved, String actual) {
    Approvals.verify(
        actual,
        new Options()
            .withReporter(reporter(approved))
            .forFile()
            .withNamer(new CaseFile(approved, "")));
  }

  private static ApprovalFailureReporter reporter(Path approved) {
    return (received, _) -> {
      if (UPDATE) {
        try {
          Files.copy(Path.of(received), approved, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return true;
    };
  }

  /** Names the approved file of a case, and keeps the received one out of the source tree. */
  private record CaseFile(Path approved, String information) implements ApprovalNamer {
    @Override
    public File getApprovedFile(String extension) {
      return approved.toFile();
    }

    @Override
    public File getReceivedFile(String extension) {
      String name =
          Repository.cases().relativize(approved).toString().replace(File.separatorChar, '.');
      return Repository.root().resolve("conformance-tests/target/received").resolve(name).toFile();
    }

    @Override
    public ApprovalNamer addAdditionalInformation(String more) {
      return new CaseFile(approved, more);
    }

    @Override
    public String getAdditionalInformation() {
      return information;
    }

    @Override
    public String getApprovalName() {
      return String.valueOf(approved.getFileName());
    }

    @Override
    public String getSourceFilePath() {
      return String.valueOf(approved.getParent());
    }
  }
}
