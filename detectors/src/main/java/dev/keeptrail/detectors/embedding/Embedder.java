package dev.keeptrail.detectors.embedding;

import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.List;

/** Turns texts into vectors, near each other where the texts mean the same. Safe for any thread. */
public interface Embedder extends AutoCloseable {
  /** 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}: changes with the vectors. */
  String version();

  /**
   * A vector for each text, in order, all of one length, of any norm.
   *
   * @throws DetectorFailedException when there are none within the deadline
   */
  List<float[]> embed(List<String> texts, Deadline deadline);

  @Override
  void close();
}
