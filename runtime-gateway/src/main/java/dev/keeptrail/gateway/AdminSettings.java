package dev.keeptrail.gateway;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.tls.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where operators reach a gateway. Nothing there is for callers.
 *
 * @param port 0 lets the system choose a free one
 * @param token what operators must show
 * @param ledger folder of the ledger that operators may read; null for none
 * @param tls the files of a listener that speaks TLS; null for plain HTTP
 */
public record AdminSettings(
    String host, int port, ApiToken token, @Nullable Path ledger, @Nullable TlsSettings tls) {
  /** Plain HTTP. */
  public AdminSettings(String host, int port, ApiToken token, @Nullable Path ledger) {
    this(host, port, token, ledger, null);
  }

  /** Plain HTTP, without a ledger to read. */
  public AdminSettings(String host, int port, ApiToken token) {
    this(host, port, token, null, null);
  }
}
