package dev.keeptrail.gateway.serving;

import dev.keeptrail.engine.PolicyProgram;
import java.util.List;

/**
 * A program to be served.
 *
 * @param signers ids of the keys that are known to have signed its pack
 */
public record ServedProgram(PolicyProgram program, List<String> signers) {
  public ServedProgram {
    signers = List.copyOf(signers);
  }
}
