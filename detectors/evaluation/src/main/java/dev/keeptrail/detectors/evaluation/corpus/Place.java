package dev.keeptrail.detectors.evaluation.corpus;

import java.nio.file.Path;

/**
 * Where a row stands.
 *
 * @param line line number, from 1
 */
public record Place(Path file, int line) {
  /** File and line, as editors take them. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
