package dev.keeptrail.language.plan;

import java.util.Optional;
import java.util.stream.Stream;

/** Whether an answer may go out while it comes, as far as one policy is concerned. */
public enum StreamingMode {
  /** As soon as nothing that may come can change what the policy makes of it. */
  REALTIME("realtime"),
  /** Not before the policy has judged all of it. */
  BUFFERED("buffered");

  private final String word;

  StreamingMode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<StreamingMode> of(String word) {
    return Stream.of(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
