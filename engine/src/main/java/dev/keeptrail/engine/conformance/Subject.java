package dev.keeptrail.engine.conformance;

import java.io.IOException;
import java.util.List;

/** Whatever is held against the suite. */
public interface Subject extends AutoCloseable {
  /** What reports call it. */
  String name();

  /** Whether it can be asked about a family at all; what it cannot be asked about is skipped. */
  boolean answers(Family family);

  /**
   * What it makes of a case, in a fixed order.
   *
   * @throws SubjectException when it fails on the case or breaks the protocol
   * @throws IOException when the case's own files cannot be read
   */
  List<Answer> answer(ConformanceCase given) throws IOException, SubjectException;

  @Override
  void close();
}
