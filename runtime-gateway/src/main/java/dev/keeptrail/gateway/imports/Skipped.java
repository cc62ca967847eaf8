package dev.keeptrail.gateway.imports;

/** Told what in a log cannot be read. */
@FunctionalInterface
public interface Skipped {
  /**
   * Something was passed over.
   *
   * @param place such as {@code line 7}
   */
  void tell(String problem, String place);

  /** A line or an entry that holds none. */
  default void noRequest(String place) {
    tell("no request that can be read", place);
  }
}
