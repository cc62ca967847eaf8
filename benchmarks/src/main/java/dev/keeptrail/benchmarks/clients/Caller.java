package dev.keeptrail.benchmarks.clients;

import java.net.URI;

/** One HTTP client as the gateway would use it: a blocking call from a virtual thread. */
interface Caller {
  String name();

  /** Posts a JSON body and reads the whole answer; returns its length in bytes. */
  int post(URI target, byte[] body) throws Exception;

  /** Lets go of the connections. */
  void stop() throws Exception;
}
