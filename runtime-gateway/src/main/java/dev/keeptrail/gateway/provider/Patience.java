package dev.keeptrail.gateway.provider;

/** A time after which an answer is given up, unless it is closed before. */
@FunctionalInterface
public interface Patience extends AutoCloseable {
  @Override
  void close();
}
