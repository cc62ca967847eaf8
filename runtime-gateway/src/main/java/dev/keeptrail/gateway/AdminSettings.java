package dev.keeptrail.gateway;

import dev.keeptrail.gateway.admission.ApiToken;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where operators reach a gateway. Nothing there is for callers.
 *
 * @param port 0 lets the system choose a free one
 * @param token what operators must show
 * @param ledger folder of the ledger that operators may read; null for none
 */
public record AdminSettings(String host, int port, ApiToken token, @Nullable Path ledger) {
  /** Without a ledger to read. */
  public AdminSettings(String host, int port, ApiToken token) {
    this(host, port, token, null);
  }
}
