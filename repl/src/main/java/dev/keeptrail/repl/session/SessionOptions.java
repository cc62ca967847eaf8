package dev.keeptrail.repl.session;

import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.repl.judge.FindingsFrom;
import java.util.List;

/**
 * How a session judges and shows.
 *
 * @param engine the word of one of the installed engines
 * @param threads how many threads look for flips
 * @param keys what opens full captures
 * @param colour whether pages may be coloured
 * @param version of Keeptrail, for reports
 */
public record SessionOptions(
    String engine,
    FindingsFrom findings,
    List<PlugIn> plugIns,
    int threads,
    CaptureKeys keys,
    boolean colour,
    String version) {
  public SessionOptions {
    plugIns = List.copyOf(plugIns);
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread");
    }
  }
}
