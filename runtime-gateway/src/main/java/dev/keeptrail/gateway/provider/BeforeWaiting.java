package dev.keeptrail.gateway.provider;

import java.io.IOException;

/**
 * What is done when a stream has nothing more at hand, before the thread waits for the provider:
 * what came together goes out together, and never later than that.
 */
@FunctionalInterface
public interface BeforeWaiting {
  BeforeWaiting NOTHING = () -> {};

  void run() throws IOException;
}
