package dev.keeptrail.cli;

import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.packtest.TestSession;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.tunnel.OutboundProxy;

/**
 * What packs are loaded with by commands that serve nobody: secrets that stand in for others, and
 * services of embeddings on the way out that the environment names.
 */
final class TestOptions {
  private TestOptions() {}

  static EngineOptions of(Invocation invocation, PlugIns plugIns) throws CommandFailedException {
    OutboundProxy proxy = ProxyOptions.ofEnvironment(invocation);
    return TestSession.OPTIONS
        .withPlugIns(plugIns.all())
        .withEmbedders(Embedders.installed(proxy == null ? WayOut.DIRECT : proxy.wayOut()));
  }
}
